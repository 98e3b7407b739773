package tributary.agent.send.batch;

/** Kafka's variable-length numbers: zigzag, seven bits a byte, least first. */
final class Varints {
  private Varints() {}

  /** Lengths and counts: small ones first, in so few bytecodes that C1 puts them in place. */
  static int size(int value) {
    return (value & ~0x3f) == 0 ? 1 : (value & ~0x1fff) == 0 ? 2 : size((long) value);
  }

  /** The same for {@link #put(byte[], int, long)}. */
  static int put(byte[] bytes, int at, int value) {
    return (value & ~0x3f) == 0
        ? one(bytes, at, value)
        : (value & ~0x1fff) == 0 ? two(bytes, at, value) : put(bytes, at, (long) value);
  }

  private static int one(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value << 1);
    return at + 1;
  }

  private static int two(byte[] bytes, int at, int value) {
    bytes[at] = (byte) (value << 1 | 0x80);
    bytes[at + 1] = (byte) (value >>> 6);
    return at + 2;
  }

  /** Small ones first: they are by far the most, and C1 has no instruction to count zeros. */
  static int size(long value) {
    long zigzag = (value << 1) ^ (value >> 63);
    if (zigzag >>> 7 == 0) {
      return 1;
    }
    if (zigzag >>> 14 == 0) {
      return 2;
    }
    return (70 - Long.numberOfLeadingZeros(zigzag)) / 7;
  }

  /** Writes it; returns where it ends. */
  static int put(byte[] bytes, int at, long value) {
    long rest = (value << 1) ^ (value >> 63);
    int next = at;
    if (rest >>> 14 == 0) {
      if (rest >>> 7 != 0) {
        bytes[next++] = (byte) (rest | 0x80);
        rest >>>= 7;
      }
      bytes[next++] = (byte) rest;
      return next;
    }
    while ((rest & ~0x7fL) != 0) {
      bytes[next++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[next++] = (byte) rest;
    return next;
  }
}
