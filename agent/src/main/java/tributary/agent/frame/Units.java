package tributary.agent.frame;

import tributary.agent.read.Chunk;
import tributary.common.collect.TextEncoding;

/**
 * The units that bytes of an encoding are read in, one, two or four bytes each, and the line ends
 * among them. They are counted from the content's first byte, so that a wide line feed is never
 * taken from the halves of two others.
 *
 * <p>{@code phase} is any index, modulo the width, at which a unit begins.
 */
final class Units {
  private final int width;
  private final int low;

  Units(TextEncoding encoding) {
    width = encoding.width();
    low = encoding.lowByte();
  }

  int width() {
    return width;
  }

  /** The phase of a chunk's indexes. */
  int phase(Chunk chunk) {
    return (int) ((chunk.from() - chunk.offset()) & (width - 1));
  }

  /** The first index at or after this one at which a unit begins. */
  int next(int index, int phase) {
    return index + ((phase - index) & (width - 1));
  }

  /** The last index at or before this one at which a unit begins. */
  int previous(int index, int phase) {
    return index - ((index - phase) & (width - 1));
  }

  /** Index of the first whole line feed in {@code [from, to)}, or -1. */
  int lineFeed(byte[] bytes, int from, int to, int phase) {
    int found = Bytes.lineFeed(bytes, from, to);
    if (width == 1) {
      return found;
    }
    while (found >= 0) {
      int unit = found - low;
      if (unit >= from && unit + width <= to && next(unit, phase) == unit && is(bytes, unit, 10)) {
        return unit;
      }
      found = Bytes.lineFeed(bytes, found + 1, to);
    }
    return -1;
  }

  /** Where a line's text ends: before its line feed, and before the CR before that. */
  int textEnd(byte[] bytes, int from, int lineFeed) {
    int before = lineFeed - width;
    return before >= from && is(bytes, before, '\r') ? before : lineFeed;
  }

  private boolean is(byte[] bytes, int unit, int ascii) {
    for (int i = 0; i < width; i++) {
      if (bytes[unit + i] != (i == low ? ascii : 0)) {
        return false;
      }
    }
    return true;
  }
}
