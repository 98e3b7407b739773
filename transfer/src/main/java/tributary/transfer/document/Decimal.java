package tributary.transfer.document;

/** Reads decimal numbers of bytes. */
final class Decimal {

  /** More digits than a file is long. */
  private static final int MOST_DIGITS = 15;

  private Decimal() {}

  /** A number of 1 to 15 digits, or -1. */
  static long read(byte[] text, int from, int to) {
    if (to <= from || to - from > MOST_DIGITS) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }
}
