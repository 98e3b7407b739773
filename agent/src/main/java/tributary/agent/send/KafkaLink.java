package tributary.agent.send;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Keeps a usable producer in its slot, and knows whether Kafka answers.
 *
 * <p>Thread: {@link #tick} the directory's; {@link #problem} any.
 */
final class KafkaLink {
  private static final Logger log = LoggerFactory.getLogger(KafkaLink.class);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(5);

  private final ProducerSlot slot;
  private final TopicAccess access;
  private final Backoff backoff;
  private final LongSupplier nanos;
  private final FirstTimeLog warnings = new FirstTimeLog(log);
  private long renewAt;
  private long probeAt;
  private volatile Optional<String> problem = Optional.of("no connection to Kafka yet");

  /**
   * @param backoff between attempts to make a producer
   * @param nanos a clock that only goes forward
   */
  KafkaLink(ProducerSlot slot, TopicAccess access, Backoff backoff, LongSupplier nanos) {
    this.slot = slot;
    this.access = access;
    this.backoff = backoff;
    this.nanos = nanos;
    this.renewAt = nanos.getAsLong();
    this.probeAt = renewAt;
  }

  /** What keeps Kafka from being reached, if anything does. */
  Optional<String> problem() {
    return problem;
  }

  /** Looks whether there is something to do. Blocks for as long as an admin request does. */
  void tick() {
    if (slot.usable() == null && nanos.getAsLong() - renewAt >= 0) {
      renew();
    }
    if (nanos.getAsLong() - probeAt >= 0) {
      probe();
    }
  }

  private void renew() {
    try {
      slot.renew();
    } catch (KafkaException e) {
      away("no producer can be made: " + reason(e));
    }
    // Also after a success: a producer whose id is refused at once is not made in a tight loop.
    renewAt = nanos.getAsLong() + backoff.next().toNanos();
  }

  private void probe() {
    try {
      access.probe();
      problem = Optional.empty();
      warnings.clear("Kafka");
      if (slot.usable() != null) {
        backoff.reset();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      away("Kafka does not answer: " + reason(e));
    }
    probeAt = nanos.getAsLong() + PROBE_EVERY.toNanos();
  }

  private void away(String reason) {
    problem = Optional.of(reason);
    warnings.warn("Kafka", reason);
  }

  private static String reason(KafkaException e) {
    return e.getCause() == null
        ? e.getMessage()
        : e.getMessage() + ": " + e.getCause().getMessage();
  }
}
