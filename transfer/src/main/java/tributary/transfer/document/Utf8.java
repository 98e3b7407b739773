package tributary.transfer.document;

/** Which bytes are well-formed UTF-8 (Unicode 15, table 3-7). */
final class Utf8 {

  private Utf8() {}

  /**
   * The length of the well-formed sequence of two to four bytes that begins at {@code at}, or 0 if
   * there is none before {@code end}.
   */
  static int sequence(byte[] source, int at, int end) {
    int first = source[at] & 0xff;
    int size = size(first);
    if (size == 0 || end - at < size) {
      return 0;
    }
    int second = source[at + 1] & 0xff;
    if (second < lowest(first) || second > highest(first)) {
      return 0;
    }
    for (int i = 2; i < size; i++) {
      if ((source[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return size;
  }

  private static int size(int first) {
    if (first < 0xc2 || first > 0xf4) {
      return 0;
    }
    if (first < 0xe0) {
      return 2;
    }
    return first < 0xf0 ? 3 : 4;
  }

  /** No overlong forms. */
  private static int lowest(int first) {
    return switch (first) {
      case 0xe0 -> 0xa0;
      case 0xf0 -> 0x90;
      default -> 0x80;
    };
  }

  /** No surrogates, and nothing above U+10FFFF. */
  private static int highest(int first) {
    return switch (first) {
      case 0xed -> 0x9f;
      case 0xf4 -> 0x8f;
      default -> 0xbf;
    };
  }
}
