package tributary.common.collect;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Objects;

/**
 * A regular expression of an entry, by RE2's rules: its time is linear in the text, whatever the
 * text. Equal to another by its source. Safe for all threads.
 */
public final class Regex {
  /** The longest source, in characters. */
  public static final int MAX_LENGTH = 4096;

  private final String source;
  private final Pattern pattern;

  private Regex(String source, Pattern pattern) {
    this.source = source;
    this.pattern = pattern;
  }

  /**
   * Compiles an expression.
   *
   * @throws IllegalArgumentException if it is none of RE2's, or would take too much memory; the
   *     message is the rule with the fragment at fault
   */
  public static Regex compile(String source) {
    if (source.isEmpty()) {
      throw new IllegalArgumentException("a regular expression may not be empty");
    }
    if (source.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a regular expression has at most " + MAX_LENGTH + " characters, not " + source.length());
    }
    RegexCost.check(source);
    try {
      return new Regex(source, Pattern.compile(source));
    } catch (PatternSyntaxException e) {
      String fragment = e.getPattern().isEmpty() ? "" : ": " + e.getPattern();
      throw new IllegalArgumentException(
          "'" + source + "' is no regular expression of RE2: " + e.getDescription() + fragment, e);
    }
  }

  /** The expression as it was written. */
  public String source() {
    return source;
  }

  /** The compiled form, for callers that keep matchers or match UTF-8 bytes. */
  public Pattern pattern() {
    return pattern;
  }

  /** Whether it is found anywhere in the text. */
  public boolean find(CharSequence text) {
    return pattern.matcher(text).find();
  }

  /** Whether it is found anywhere in the text, given as UTF-8. */
  public boolean find(byte[] utf8) {
    return pattern.matcher(utf8).find();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Regex regex && source.equals(regex.source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(source);
  }

  @Override
  public String toString() {
    return source;
  }
}
