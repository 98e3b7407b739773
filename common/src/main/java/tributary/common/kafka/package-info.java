/**
 * The wire form between agent and transfer (key, headers, spans), and Kafka's settings as all
 * programs read them.
 */
package tributary.common.kafka;
