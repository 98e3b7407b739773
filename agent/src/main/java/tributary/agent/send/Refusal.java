package tributary.agent.send;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;

/**
 * Why an event was not stored, and whom it concerns. What may work by itself the client tries again
 * for ever, so every failure that comes back is one of these (DESIGN §6, refusals).
 */
sealed interface Refusal {
  /** One sentence for {@code /status} and the log. */
  String reason();

  /** This event's file alone: it is too large, its timestamp is wrong, … */
  record OfEvent(String reason) implements Refusal {}

  /** Nothing may be written to the topic. */
  record OfTopic(String reason) implements Refusal {}

  /**
   * The producer's id can't be used any more: a new one takes over, and the lines are read again.
   */
  record OfProducer(String reason) implements Refusal {}

  /** Sorts a failure. The sources are the errors of Kafka's produce response. */
  static Refusal of(Exception failure) {
    String text = text(failure);
    if (failure instanceof TopicAuthorizationException) {
      return new OfTopic("no right to write to the topic: " + text);
    }
    if (failure instanceof InvalidTopicException) {
      return new OfTopic("the broker refuses the topic's name: " + text);
    }
    if (failure instanceof RecordTooLargeException) {
      return new OfEvent("larger than the broker, or the client, takes: " + text);
    }
    if (endsProducer(failure)) {
      return new OfProducer("the producer's id can't be used any more: " + text);
    }
    return new OfEvent(ClockGap.in(text).orElse(text));
  }

  private static boolean endsProducer(Exception failure) {
    return failure instanceof OutOfOrderSequenceException
        || failure instanceof UnknownProducerIdException
        || failure instanceof ProducerFencedException
        || failure instanceof InvalidProducerEpochException
        || failure instanceof InvalidPidMappingException
        || failure instanceof ClusterAuthorizationException;
  }

  private static String text(Exception failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /**
   * Reads from the broker's message by how much a timestamp lies outside what the broker takes
   * (Kafka's {@code LogValidator}: "Timestamp T of message with offset N is out of range. The
   * timestamp should be within [FROM, TO]").
   */
  final class ClockGap {
    private static final Pattern OUT_OF_RANGE =
        Pattern.compile("Timestamp (\\d+) of message .* within \\[(-?\\d+), (-?\\d+)]");

    private ClockGap() {}

    static Optional<String> in(String message) {
      Matcher found = OUT_OF_RANGE.matcher(message);
      if (!found.find()) {
        return Optional.empty();
      }
      long timestamp = Long.parseLong(found.group(1));
      long from = Long.parseLong(found.group(2));
      long to = Long.parseLong(found.group(3));
      return Optional.of(
          timestamp > to
              ? "this host's clock is %s ahead of what the broker takes"
                  .formatted(gap(timestamp, to))
              : "this host's clock is %s behind what the broker takes"
                  .formatted(gap(from, timestamp)));
    }

    private static String gap(long later, long earlier) {
      Duration gap = Duration.ofMillis(later - earlier);
      if (gap.toHours() > 0) {
        return gap.toHours() + "h " + gap.toMinutesPart() + "min";
      }
      return gap.toMinutes() > 0
          ? gap.toMinutes() + "min " + gap.toSecondsPart() + "s"
          : gap.toMillis() / 1000.0 + "s";
    }
  }
}
