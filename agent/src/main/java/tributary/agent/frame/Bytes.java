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
        return at + lowest(found);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      }
    }
    return -1;
  }

  /**
   * Index of the first line feed in {@code [from, to)}, or {@code to} if there is none; its
   * complement ({@code ~index}) if a byte before it is not ASCII. One pass serves both questions,
   * and four words share one branch while neither is found.
   */
  static int lineEnd(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 32 <= to; at += 32) {
      long found =
          halts((long) WORD.get(bytes, at))
              | halts((long) WORD.get(bytes, at + 8))
              | halts((long) WORD.get(bytes, at + 16))
              | halts((long) WORD.get(bytes, at + 24));
      if ((found & HIGH) != 0) {
        break;
      }
    }
    for (; at + 8 <= to; at += 8) {
      long found = halts((long) WORD.get(bytes, at)) & HIGH;
      if (found != 0) {
        int index = at + lowest(found);
        return bytes[index] == '\n' ? index : ~lineFeedOrEnd(bytes, index, to);
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at;
      } else if (bytes[at] < 0) {
        return ~lineFeedOrEnd(bytes, at, to);
      }
    }
    return to;
  }

  /** The lowest high bit that is set is that of the first line feed or byte beyond ASCII. */
  private static long halts(long word) {
    return ((word ^ LINE_FEEDS) - ONES) | word;
  }

  /**
   * The byte of the lowest bit, of those that are some bytes' highest: the bytes below it are
   * counted by a multiplication, since C1 has no instruction to count zeros.
   */
  private static int lowest(long highBits) {
    long below = (highBits & -highBits) - 1;
    return (int) ((((below >>> 7) & ONES) * ONES) >>> 56);
  }

  private static int lineFeedOrEnd(byte[] bytes, int from, int to) {
    int found = lineFeed(bytes, from, to);
    return found < 0 ? to : found;
  }

  /** Index of the first byte that is not ASCII in {@code [from, to)}, or {@code to}. */
  static int notAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + 8 <= to; at += 8) {
      long high = (long) WORD.get(bytes, at) & HIGH;
      if (high != 0) {
        return at + lowest(high);
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
