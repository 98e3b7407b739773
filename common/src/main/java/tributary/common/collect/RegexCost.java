package tributary.common.collect;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses an expression whose compiled form would be huge: RE2/J unrolls counted repeats, and
 * {@code ((x{1000}){1000}){1000}} would take all memory of whoever compiles it.
 *
 * <p>Counts what an expression unrolls to, without judging its grammar, which is RE2/J's to do.
 */
final class RegexCost {
  private static final long GREATEST = 20_000;
  private static final int DEEPEST = 200;
  private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?\\}");

  private final String source;
  private final Deque<Long> outer = new ArrayDeque<>();
  private long size;
  private long last;
  private int at;

  private RegexCost(String source) {
    this.source = source;
  }

  /**
   * Measures an expression.
   *
   * @throws IllegalArgumentException if it is too large
   */
  static void check(String source) {
    if (new RegexCost(source).measure() > GREATEST) {
      throw new IllegalArgumentException(
          "'"
              + source
              + "' is too large: its repeats come to more than "
              + GREATEST
              + " characters");
    }
  }

  private long measure() {
    while (at < source.length() && size <= GREATEST) {
      step();
    }
    return size;
  }

  private void step() {
    char c = source.charAt(at);
    switch (c) {
      case '(' -> open();
      case ')' -> close();
      case '[' -> skipClass();
      case '{' -> repeat();
      default -> atom(c == '\\' ? 2 : 1);
    }
  }

  private void open() {
    if (outer.size() == DEEPEST) {
      throw new IllegalArgumentException("'" + source + "' nests more than " + DEEPEST + " groups");
    }
    outer.push(size);
    size = 0;
    at++;
  }

  private void close() {
    long group = size + 2;
    size = group + (outer.isEmpty() ? 0 : outer.pop());
    last = group;
    at++;
  }

  /** A class is one atom; a bracket that comes first in it stands for itself. */
  private void skipClass() {
    int end = at + 1;
    if (end < source.length() && source.charAt(end) == '^') {
      end++;
    }
    int first = end;
    while (end < source.length() && (source.charAt(end) != ']' || end == first)) {
      if (source.charAt(end) == '\\') {
        end++;
      } else if (source.startsWith("[:", end) && source.indexOf(":]", end) > 0) {
        end = source.indexOf(":]", end) + 1;
      }
      end++;
    }
    atom(Math.min(end + 1, source.length()) - at);
  }

  private void repeat() {
    Matcher count = COUNT.matcher(source).region(at, source.length());
    if (!count.lookingAt()) {
      atom(1);
      return;
    }
    String most =
        count.group(2) == null || count.group(2).isEmpty() ? count.group(1) : count.group(2);
    long times = Math.max(1, Long.parseLong(most));
    size += last * (times - 1);
    last *= times;
    at = count.end();
  }

  private void atom(int length) {
    size++;
    last = 1;
    at += length;
  }
}
