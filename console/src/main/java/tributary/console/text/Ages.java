package tributary.console.text;

import java.time.Duration;
import java.util.Locale;

/** Spans of time and amounts as people say them. Pure. */
public final class Ages {

  private Ages() {}

  /** "12 s", "3 min", "5 h", "2 d": the greatest unit that holds, rounded down. */
  public static String text(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 120) {
      return seconds + " s";
    }
    if (seconds < 2 * 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 2 * 86_400 ? seconds / 3600 + " h" : seconds / 86_400 + " d";
  }

  /** "1,234,567". */
  public static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  /** "0 B", "12.3 KiB": in units of 1,024. */
  public static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double amount = bytes;
    int unit = -1;
    for (; amount >= 1024 && unit < 3; unit++) {
      amount /= 1024;
    }
    return String.format(Locale.ROOT, "%.1f %siB", amount, "KMGT".charAt(unit));
  }

  /** "1 entry", "3 entries": the number with the word that fits it. */
  public static String of(long number, String one, String many) {
    return count(number) + " " + (number == 1 ? one : many);
  }
}
