package tributary.common.kafka;

import java.nio.charset.StandardCharsets;

/**
 * Where an event lies in its content, line end included.
 *
 * @param start offset in bytes of the first
 * @param end offset in bytes after the last, not below {@code start}
 */
public record Span(long start, long end) {
  /**
   * @throws IllegalArgumentException if it is negative or ends before it starts
   */
  public Span {
    if (start < 0 || end < start) {
      throw new IllegalArgumentException("no span: " + start + ":" + end);
    }
  }

  /**
   * Reads {@code start:end}.
   *
   * @throws IllegalArgumentException if it is anything else
   */
  public static Span parse(String text) {
    int colon = text.indexOf(':');
    try {
      return new Span(
          Long.parseLong(text, 0, Math.max(colon, 0), 10),
          Long.parseLong(text, colon + 1, text.length(), 10));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no span: " + text, e);
    }
  }

  /** Bytes from start to end. */
  public long length() {
    return end - start;
  }

  /** The header's text: {@code start:end} in decimals. */
  public String text() {
    return start + ":" + end;
  }

  /** The header's value. */
  public byte[] bytes() {
    return text().getBytes(StandardCharsets.US_ASCII);
  }
}
