package tributary.agent.send;

import java.time.Duration;
import org.apache.kafka.clients.producer.Producer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the one producer. After an error that ends its producer id it is broken: the next {@link
 * #renew} closes it, which gives back what it had in flight, and makes another, with an id and
 * sequences of its own.
 *
 * <p>Thread: {@link #renew} and {@link #close} the directory's, the rest any.
 */
final class ProducerSlot {
  private static final Logger log = LoggerFactory.getLogger(ProducerSlot.class);

  private final ProducerFactory factory;
  private final SendMetrics metrics;
  private volatile Producer<byte[], byte[]> current;
  private volatile boolean broken;

  ProducerSlot(ProducerFactory factory, SendMetrics metrics) {
    this.factory = factory;
    this.metrics = metrics;
  }

  /** The producer; null if there is none yet, or it is broken. */
  Producer<byte[], byte[]> usable() {
    return broken ? null : current;
  }

  /** That producer can't go on. A late word about one that was replaced already changes nothing. */
  void broken(Producer<byte[], byte[]> producer, Exception why) {
    if (current == producer && !broken) {
      broken = true;
      log.warn("the producer can't go on, a new one takes over: {}", why.getMessage());
    }
  }

  /**
   * Makes a producer if none is usable.
   *
   * @throws org.apache.kafka.common.KafkaException if none can be made now
   */
  void renew() {
    if (usable() != null) {
      return;
    }
    close(Duration.ZERO);
    Producer<byte[], byte[]> made = factory.make();
    metrics.producerMade();
    current = made;
    broken = false;
  }

  /** Closes the producer; what is not acknowledged within {@code timeout} fails. */
  void close(Duration timeout) {
    Producer<byte[], byte[]> old = current;
    current = null;
    if (old != null) {
      old.close(timeout);
    }
  }
}
