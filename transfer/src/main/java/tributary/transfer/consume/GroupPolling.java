package tributary.transfer.consume;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Lets Kafka's client do what the group wants of it: joining, handing over, answers to commits. Its
 * poll has no records for us.
 *
 * <p>Thread: consumer.
 */
final class GroupPolling {

  /** Rebalances and commits go on in steps of this. */
  private static final long EVERY = Duration.ofMillis(50).toNanos();

  private static final Duration WAIT = Duration.ofMillis(100);

  private final LongSupplier nanos;
  private long next;

  GroupPolling(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Polls, if it is time again.
   *
   * @param fetches whether there is something to fetch meanwhile; else it may wait for the group
   */
  void poll(Consumer<?, ?> consumer, boolean fetches) {
    long now = nanos.getAsLong();
    if (!fetches) {
      consumer.poll(WAIT);
    } else if (now - next >= 0) {
      next = now + EVERY;
      consumer.poll(Duration.ZERO);
    }
  }
}
