package tributary.agent.send;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Knows whether Kafka answers.
 *
 * <p>Thread: {@link #tick} the directory's; {@link #problem} any.
 */
final class KafkaLink {
  private static final Logger log = LoggerFactory.getLogger(KafkaLink.class);
  private static final Duration PROBE_EVERY = Duration.ofSeconds(5);

  private final TopicAccess access;
  private final LongSupplier nanos;
  private final FirstTimeLog warnings = new FirstTimeLog(log);
  private long probeAt;
  private volatile Optional<String> problem = Optional.of("no connection to Kafka yet");

  /**
   * @param nanos a clock that only goes forward
   */
  KafkaLink(TopicAccess access, LongSupplier nanos) {
    this.access = access;
    this.nanos = nanos;
    this.probeAt = nanos.getAsLong();
  }

  /** What keeps Kafka from being reached, if anything does. */
  Optional<String> problem() {
    return problem;
  }

  /** Looks whether it is time to ask. Blocks for as long as an admin request does. */
  void tick() {
    if (nanos.getAsLong() - probeAt < 0) {
      return;
    }
    try {
      access.probe();
      problem = Optional.empty();
      warnings.clear("Kafka");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (KafkaException e) {
      String reason = "Kafka does not answer: " + reason(e);
      problem = Optional.of(reason);
      warnings.warn("Kafka", reason);
    }
    probeAt = nanos.getAsLong() + PROBE_EVERY.toNanos();
  }

  private static String reason(KafkaException e) {
    return e.getCause() == null
        ? e.getMessage()
        : e.getMessage() + ": " + e.getCause().getMessage();
  }
}
