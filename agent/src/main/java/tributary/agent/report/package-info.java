/**
 * Beside the steps: reports. Takes from read where each content stands, and tells it to the topic
 * {@code tributary.files} by the way that events go.
 */
package tributary.agent.report;
