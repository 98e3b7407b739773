package tributary.agent.frame;

/**
 * Which bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing past
 * U+10FFFF.
 */
final class Utf8 {
  private Utf8() {}

  /** Whether {@code [from, to)} are whole characters. */
  static boolean valid(byte[] bytes, int from, int to) {
    int at = Bytes.notAscii(bytes, from, to);
    while (at < to) {
      int length = character(bytes, at, to);
      if (length == 0) {
        return false;
      }
      at = Bytes.notAscii(bytes, at + length, to);
    }
    return true;
  }

  /** Bytes of the character that begins there; 0 if none does, or it is cut off. */
  private static int character(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    int length = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    if (length == 0 || at + length > to) {
      return 0;
    }
    int second = bytes[at + 1] & 0xff;
    int low = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    int high = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (second < low || second > high) {
      return 0;
    }
    for (int i = 2; i < length; i++) {
      if ((bytes[at + i] & 0xc0) != 0x80) {
        return 0;
      }
    }
    return length;
  }

  /** The last character boundary at or before an index, in valid text. */
  static int boundary(byte[] bytes, int from, int index) {
    int at = index;
    while (at > from && (bytes[at] & 0xc0) == 0x80) {
      at--;
    }
    return at;
  }
}
