package tributary.agent.send.batch;

import java.nio.charset.StandardCharsets;

/**
 * Spans as text, {@code start:end}, behind bytes that stay the same. Lines follow each other, so
 * what one ends with the next begins with, and only the last four digits of an end are made anew
 * for each. Thread: the reader.
 */
final class SpanDigits {
  private static final int LOW = 10_000;
  private static final int LOW_DIGITS = 4;
  private static final int LONGEST = 19;
  private static final byte[] PAIRS = pairs();

  private final byte[] bytes;
  private final int textAt;
  private int endAt;
  private int size;

  /** Only while start and end have as many digits: what the next span may begin with. */
  private long endValue = -1;

  private long high;

  /**
   * @param before what stands before the span's length
   */
  SpanDigits(byte[] before) {
    textAt = before.length + 1;
    bytes = new byte[textAt + 2 * LONGEST + 1];
    System.arraycopy(before, 0, bytes, 0, before.length);
  }

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  void set(long from, long to) {
    long low = to - high;
    if (from != endValue || low < 0 || low >= LOW) {
      write(from, to);
      return;
    }
    System.arraycopy(bytes, endAt, bytes, textAt, endAt - textAt - 1);
    endValue = to;
    int four = (int) low;
    int two = (four * 5243) >>> 19;
    int last = four - 100 * two;
    int at = size - LOW_DIGITS;
    bytes[at] = PAIRS[2 * two];
    bytes[at + 1] = PAIRS[2 * two + 1];
    bytes[at + 2] = PAIRS[2 * last];
    bytes[at + 3] = PAIRS[2 * last + 1];
  }

  private void write(long from, long to) {
    int middle = digits(from, textAt);
    bytes[middle] = ':';
    endAt = middle + 1;
    size = digits(to, endAt);
    Varints.put(bytes, textAt - 1, size - textAt);
    high = to / LOW * LOW;
    boolean alike = middle - textAt == size - endAt && high > 0;
    endValue = alike ? to : -1;
  }

  private int digits(long value, int at) {
    byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digits, 0, bytes, at, digits.length);
    return at + digits.length;
  }

  /** What stands before, the span's length, and the span. */
  byte[] bytes() {
    return bytes;
  }

  /** Of all these bytes. */
  int size() {
    return size;
  }

  /** Of the span and its length. */
  int ownSize() {
    return size - textAt + 1;
  }
}
