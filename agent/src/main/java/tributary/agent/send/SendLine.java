package tributary.agent.send;

import java.util.function.BooleanSupplier;

/**
 * What all streams share.
 *
 * @param host the agent's id, in each event's header
 * @param sender takes batches to the brokers
 * @param directory of the topics
 * @param metrics of sending
 * @param stopping whether the sink is being closed: what fails then is not reported, it stays
 *     unacknowledged
 */
record SendLine(
    String host,
    Sender sender,
    TopicDirectory directory,
    SendMetrics metrics,
    BooleanSupplier stopping) {
  boolean closing() {
    return stopping.getAsBoolean();
  }
}
