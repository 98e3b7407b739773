package tributary.common.collect;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes and durations as they are written in an entry: a whole number and its unit. */
final class Amounts {
  private static final Pattern AMOUNT = Pattern.compile("(\\d{1,9})\\s*([A-Za-z]*)");

  private static final Map<String, Long> BYTES =
      Map.of("", 1L, "b", 1L, "k", 1L << 10, "kib", 1L << 10, "kb", 1000L, "mib", 1L << 20);

  private static final Map<String, Long> MILLIS =
      Map.of("ms", 1L, "s", 1000L, "m", 60_000L, "min", 60_000L, "h", 3_600_000L);

  private Amounts() {}

  /** Bytes of a text such as {@code 512KiB}; nothing if it is no size. */
  static OptionalLong bytes(String text) {
    return amount(text, BYTES);
  }

  /** Milliseconds of a text such as {@code 2s}; nothing if it is no duration. */
  static OptionalLong millis(String text) {
    return amount(text, MILLIS);
  }

  /** A duration as an entry writes it. */
  static String text(Duration duration) {
    long millis = duration.toMillis();
    return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
  }

  /** A number of bytes as an entry writes it. */
  static String text(int bytes) {
    return bytes % 1024 == 0 ? bytes / 1024 + "KiB" : bytes + "B";
  }

  private static OptionalLong amount(String text, Map<String, Long> units) {
    Matcher matcher = AMOUNT.matcher(text.strip());
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    Long unit = units.get(matcher.group(2).toLowerCase(Locale.ROOT));
    return unit == null
        ? OptionalLong.empty()
        : OptionalLong.of(Long.parseLong(matcher.group(1)) * unit);
  }
}
