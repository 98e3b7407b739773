package tributary.agent.send;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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
            ? "this host's clock is %s ahead of what the broker takes".formatted(gap(timestamp, to))
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
