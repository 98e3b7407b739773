package tributary.agent.send.batch;

/** Kafka's variable-length numbers: zigzag, seven bits a byte, least first. */
final class Varints {
  private Varints() {}

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
