package tributary.common.collect;

import java.time.Duration;
import java.util.Locale;
import java.util.Objects;

/**
 * How lines are joined to events.
 *
 * @param kind whether a line that matches begins an event or belongs to the one before
 * @param pattern found anywhere in the line
 * @param maxLines an event ends after so many lines, 1 to {@value #GREATEST_MAX_LINES}
 * @param timeout at the end of the file, an event ends after so long without another line
 */
public record Multiline(Kind kind, Regex pattern, int maxLines, Duration timeout) {
  /** Lines of an event where the entry names no number. */
  public static final int DEFAULT_MAX_LINES = 500;

  /** The greatest number of lines that may be asked for. */
  public static final int GREATEST_MAX_LINES = 100_000;

  /** The wait where the entry names none. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(2);

  static final String TIMEOUT_RULE = "timeout is 10ms to 1h";

  private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(10);
  private static final Duration LONGEST_TIMEOUT = Duration.ofHours(1);

  /** What a line that matches means. */
  public enum Kind {
    /** It begins an event. */
    START,
    /** It belongs to the event before it. */
    CONTINUE;

    /** The field of an entry that holds the pattern. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Multiline {
    Objects.requireNonNull(kind);
    Objects.requireNonNull(pattern);
    if (maxLines < 1 || maxLines > GREATEST_MAX_LINES) {
      throw new IllegalArgumentException(
          "max-lines is 1 to " + GREATEST_MAX_LINES + ", not " + maxLines);
    }
    if (!isTimeout(timeout)) {
      throw new IllegalArgumentException(TIMEOUT_RULE + ", not " + timeout);
    }
  }

  static boolean isTimeout(Duration timeout) {
    return timeout.compareTo(SHORTEST_TIMEOUT) >= 0 && timeout.compareTo(LONGEST_TIMEOUT) <= 0;
  }
}
