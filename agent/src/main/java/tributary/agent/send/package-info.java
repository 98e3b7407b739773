/**
 * Step 6 of 7: sending. Takes events from frame, hands them to Kafka, and tells who offered them
 * when Kafka has acknowledged, or refused, each. Topics are looked up and created off the readers'
 * threads.
 */
package tributary.agent.send;
