package tributary.agent.send;

import java.util.function.BooleanSupplier;

/**
 * What all streams share.
 *
 * @param host the agent's id, in each event's header
 * @param slot the producer
 * @param directory of the topics
 * @param memory that events in flight may take
 * @param metrics of sending
 * @param stopping whether the sink is being closed: what fails then is not reported, it stays
 *     unacknowledged
 */
record SendLine(
    String host,
    ProducerSlot slot,
    TopicDirectory directory,
    SendMemory memory,
    SendMetrics metrics,
    BooleanSupplier stopping) {
  boolean closing() {
    return stopping.getAsBoolean();
  }
}
