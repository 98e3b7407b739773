package tributary.agent.frame;

import tributary.agent.read.Chunk;

/**
 * The way of nearly all lines: whole, ASCII, no longer than one event. They go on as they stand,
 * without any state between them. Where something else begins, {@link EventFramer} takes over for
 * one event: what both make of a line is the same. Thread: the reader.
 */
final class PlainLines {
  private final int maxLine;

  /**
   * @param maxLine bytes of one event's text
   */
  PlainLines(int maxLine) {
    this.maxLine = maxLine;
  }

  /** Passes over as many as there are, and can be taken; returns the index after them. */
  int pass(Chunk chunk, int from, Outlet outlet) {
    byte[] bytes = chunk.bytes();
    int to = chunk.to();
    int at = from;
    while (at < to && bytes[at] != 0) {
      int lineFeed = Bytes.lineEnd(bytes, at, to);
      if (lineFeed < 0 || lineFeed == to) {
        break;
      }
      int textEnd = lineFeed > at && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
      if (textEnd - at > maxLine || !outlet.line(at, textEnd, lineFeed + 1)) {
        break;
      }
      at = lineFeed + 1;
    }
    return at;
  }
}
