package tributary.transfer.record;

import java.io.IOException;
import java.util.Arrays;

/**
 * Reads numbers and fields one after the other (message format v2: numbers are zigzag varints, a
 * length below 0 stands for null).
 *
 * <p>Thread: its cursor's. All may throw {@link IndexOutOfBoundsException} in place of {@link
 * IOException}.
 */
final class FieldReader {

  private byte[] bytes = new byte[0];
  private int at;
  private int end;

  void open(byte[] array, int from, int to) {
    bytes = array;
    at = from;
    end = to;
  }

  byte[] bytes() {
    return bytes;
  }

  int at() {
    return at;
  }

  int end() {
    return end;
  }

  /** How many bytes are left; below 0 if a number ended after the end. */
  int left() {
    return end - at;
  }

  void skip(int count) {
    at += count;
  }

  /** A length; -1 for null. */
  int length() throws IOException {
    return Math.max(varint(), -1);
  }

  /** Passes over a field; returns where it began. */
  int field(int length) throws IOException {
    int from = at;
    if (length > end - from) {
      throw new IOException("a field of " + length + " bytes where " + (end - from) + " are left");
    }
    if (length > 0) {
      at = from + length;
    }
    return from;
  }

  /** Nearly all are one byte long, or two. */
  int varint() throws IOException {
    int first = bytes[at];
    if (first >= 0) {
      at++;
      return (first >>> 1) ^ -(first & 1);
    }
    return longerVarint();
  }

  private int longerVarint() throws IOException {
    int second = bytes[at + 1];
    if (second >= 0) {
      int number = (bytes[at] & 0x7f) | (second << 7);
      at += 2;
      return (number >>> 1) ^ -(number & 1);
    }
    long number = varlong();
    if (number != (int) number) {
      throw new IOException("a number of more than 32 bits");
    }
    return (int) number;
  }

  long varlong() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[at++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (number >>> 1) ^ -(number & 1);
      }
    }
    throw new IOException("a number of more than 64 bits");
  }

  /** Whether these bytes come next. */
  boolean follows(byte[] wanted, int length) {
    return length <= end - at && Arrays.equals(bytes, at, at + length, wanted, 0, length);
  }

  /** A copy of a field; null if it is. */
  byte[] copy(int from, int length) {
    return length < 0 ? null : Arrays.copyOfRange(bytes, from, from + length);
  }
}
