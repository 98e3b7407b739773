package tributary.agent.frame;

import tributary.common.kafka.Span;

/**
 * Hears what became of a stream's events. Called on the sender's thread; hands over and returns.
 */
public interface DeliveryListener {

  /**
   * Kafka has stored an event, or a part. In any order.
   *
   * @param more whether further parts of the same event follow
   */
  void acknowledged(Span span, boolean more);

  /**
   * Kafka has definitely not stored it: the file goes back to its acknowledged offset and waits.
   *
   * @param reason for people
   */
  void refused(Span span, String reason);
}
