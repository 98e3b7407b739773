package tributary.common.kafka;

import java.nio.charset.StandardCharsets;

/**
 * Which part of a long event a record holds.
 *
 * @param number from 0
 * @param more whether further parts follow
 */
public record EventPart(int number, boolean more) {
  /**
   * @throws IllegalArgumentException if the number is negative
   */
  public EventPart {
    if (number < 0) {
      throw new IllegalArgumentException("no part: " + number);
    }
  }

  /**
   * Reads {@code 0+}, {@code 1+}, {@code 2}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static EventPart parse(String text) {
    boolean more = text.endsWith("+");
    try {
      int end = text.length() - (more ? 1 : 0);
      return new EventPart(Integer.parseInt(text, 0, end, 10), more);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no part: " + text, e);
    }
  }

  /** The header's text: the number, and {@code +} while more follow. */
  public String text() {
    return more ? number + "+" : Integer.toString(number);
  }

  /** The header's value. */
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }
}
