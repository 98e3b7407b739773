package tributary.agent.send;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import tributary.common.kafka.Span;

/**
 * One event, or part, on its way. Called back on the producer's thread, or at once on the reader's.
 */
final class Delivery implements Callback {
  private final KafkaEventStream stream;
  private final Producer<byte[], byte[]> producer;
  private final Span span;
  private final boolean more;
  private final int cost;

  /**
   * @param producer that it was handed to
   * @param more whether further parts of the event follow
   * @param cost bytes of memory that it has taken
   */
  Delivery(
      KafkaEventStream stream,
      Producer<byte[], byte[]> producer,
      Span span,
      boolean more,
      int cost) {
    this.stream = stream;
    this.producer = producer;
    this.span = span;
    this.more = more;
    this.cost = cost;
  }

  Producer<byte[], byte[]> producer() {
    return producer;
  }

  Span span() {
    return span;
  }

  boolean more() {
    return more;
  }

  int cost() {
    return cost;
  }

  @Override
  public void onCompletion(RecordMetadata metadata, Exception exception) {
    stream.completed(this, exception);
  }
}
