package tributary.agent.frame;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Searches in bytes, eight at a time. */
final class Bytes {
  private static final VarHandle WORD =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;
  private static final long LINE_FEEDS = 0x0a0a0a0a0a0a0a0aL;

  private Bytes() {}

  /** Index of the first line feed in {@code [from, to)}, or -1. */
  static int lineFeed(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long word = (long) WORD.get(bytes, at) ^ LINE_FEEDS;
      long found = (word - ONES) & ~word & HIGH;
      if (found != 0) {
        return at + (Long.numberOfTrailingZeros(found) >>> 3);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /** Index of the first byte that is not ASCII in {@code [from, to)}, or {@code to}. */
  static int notAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long high = (long) WORD.get(bytes, at) & HIGH;
      if (high != 0) {
        return at + (Long.numberOfTrailingZeros(high) >>> 3);
      }
    }
    while (at < to && bytes[at] >= 0) {
      at++;
    }
    return at;
  }

  /** Index of the first byte that is not NUL in {@code [from, to)}, or {@code to}. */
  static int notNul(byte[] bytes, int from, int to) {
    int at = from;
    while (at + 8 <= to && (long) WORD.get(bytes, at) == 0) {
      at += 8;
    }
    while (at < to && bytes[at] == 0) {
      at++;
    }
    return at;
  }
}
