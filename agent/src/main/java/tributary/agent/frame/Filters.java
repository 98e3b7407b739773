package tributary.agent.frame;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Regex;

/** An entry's {@code include} and {@code drop}, over the first part of an event's text. */
final class Filters {
  private final List<Pattern> include;
  private final List<Pattern> drop;

  Filters(CollectEntry entry) {
    include = entry.include().stream().map(Regex::pattern).toList();
    drop = entry.drop().stream().map(Regex::pattern).toList();
  }

  /** Whether there are none. */
  boolean keepAll() {
    return include.isEmpty() && drop.isEmpty();
  }

  /** Whether an event whose text begins like this is sent. */
  boolean keep(byte[] text, int offset, int length) {
    if (keepAll()) {
      return true;
    }
    byte[] copy = Arrays.copyOfRange(text, offset, offset + length);
    return (include.isEmpty() || anyFound(include, copy)) && !anyFound(drop, copy);
  }

  private static boolean anyFound(List<Pattern> patterns, byte[] utf8) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(utf8).find()) {
        return true;
      }
    }
    return false;
  }
}
