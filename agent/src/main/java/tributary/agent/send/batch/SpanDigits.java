package tributary.agent.send.batch;

import java.nio.charset.StandardCharsets;

/**
 * Spans as text, {@code start:end}. Lines follow each other, so what one ends with the next begins
 * with, and only the last four digits of an end are made anew for each. Thread: the reader.
 */
final class SpanDigits {
  private static final int LOW = 10_000;
  private static final int LOW_DIGITS = 4;
  private static final int LONGEST = 19;
  private static final byte[] PAIRS = pairs();

  private final byte[] text = new byte[2 * LONGEST + 1];
  private final byte[] end = new byte[LONGEST];
  private int endLength;
  private long endValue = -1;
  private long high = -1;
  private int length;

  private static byte[] pairs() {
    byte[] pairs = new byte[200];
    for (int i = 0; i < 100; i++) {
      pairs[2 * i] = (byte) ('0' + i / 10);
      pairs[2 * i + 1] = (byte) ('0' + i % 10);
    }
    return pairs;
  }

  void set(long from, long to) {
    if (from != endValue) {
      toEnd(from);
    }
    System.arraycopy(end, 0, text, 0, endLength);
    int at = endLength;
    text[at++] = ':';
    toEnd(to);
    System.arraycopy(end, 0, text, at, endLength);
    length = at + endLength;
  }

  private void toEnd(long value) {
    endValue = value;
    long low = value - high;
    if (high <= 0 || low < 0 || low >= LOW) {
      byte[] digits = Long.toString(value).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(digits, 0, end, 0, digits.length);
      endLength = digits.length;
      high = value / LOW * LOW;
      return;
    }
    int four = (int) low;
    int two = (four * 5243) >>> 19;
    int last = four - 100 * two;
    int at = endLength - LOW_DIGITS;
    end[at] = PAIRS[2 * two];
    end[at + 1] = PAIRS[2 * two + 1];
    end[at + 2] = PAIRS[2 * last];
    end[at + 3] = PAIRS[2 * last + 1];
  }

  byte[] text() {
    return text;
  }

  int length() {
    return length;
  }
}
