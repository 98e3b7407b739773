package tributary.common.kafka;

/**
 * Crockford's base 32 in lower case: digits and letters without i, l, o and u. Its order is that of
 * the numbers.
 */
public final class Crockford {
  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int BITS = 5;
  private static final int MASK = (1 << BITS) - 1;

  private static final boolean[] IS_DIGIT = new boolean[128];

  static {
    for (char digit : DIGITS) {
      IS_DIGIT[digit] = true;
    }
  }

  private Crockford() {}

  /**
   * Writes the low bits of a number.
   *
   * @param value taken as unsigned
   * @param width digits, 5 bits each; higher bits are left out
   */
  public static String encode(long value, int width) {
    char[] text = new char[width];
    long rest = value;
    for (int i = width - 1; i >= 0; i--) {
      text[i] = DIGITS[(int) (rest & MASK)];
      rest >>>= BITS;
    }
    return new String(text);
  }

  /** Writes the low bits of a number as ASCII into {@code target} from {@code offset}. */
  public static void encode(long value, int width, byte[] target, int offset) {
    long rest = value;
    for (int i = offset + width - 1; i >= offset; i--) {
      target[i] = (byte) DIGITS[(int) (rest & MASK)];
      rest >>>= BITS;
    }
  }

  /** Whether the byte is one of the 32 digits. */
  static boolean isDigit(byte character) {
    return character >= 0 && IS_DIGIT[character];
  }
}
