package tributary.console.search;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the argument of {@code --since}: an age ({@code 30s}, {@code 5m}, {@code 2h}, {@code 7d})
 * or a time in ISO-8601 ({@code 2026-11-21}, {@code 2026-11-21T08:00}, with or without an offset;
 * without one it is local time). Pure.
 */
final class Since {

  private static final Pattern AGE = Pattern.compile("([0-9]{1,6})\\s*(s|m|min|h|d)");

  private Since() {}

  /** The time that is meant, or nothing if the text is none. */
  static Optional<Instant> parse(String text, Instant now, ZoneId zone) {
    Matcher age = AGE.matcher(text.strip());
    if (age.matches()) {
      long amount = Long.parseLong(age.group(1));
      return Optional.of(
          now.minus(
              switch (age.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                default -> Duration.ofMinutes(amount);
              }));
    }
    String time = text.strip().replace(' ', 'T');
    return time(() -> OffsetDateTime.parse(time).toInstant())
        .or(() -> time(() -> LocalDateTime.parse(time).atZone(zone).toInstant()))
        .or(() -> time(() -> LocalDate.parse(time).atStartOfDay(zone).toInstant()));
  }

  private static Optional<Instant> time(java.util.function.Supplier<Instant> parser) {
    try {
      return Optional.of(parser.get());
    } catch (DateTimeException notThisShape) {
      return Optional.empty();
    }
  }
}
