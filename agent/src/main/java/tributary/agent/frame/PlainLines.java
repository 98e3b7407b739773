package tributary.agent.frame;

import tributary.agent.read.Chunk;

/**
 * The way of nearly all lines: whole, ASCII, no longer than one event. They go on as they stand,
 * without any state between them. Where something else begins, {@link EventFramer} takes over for
 * one event: what both make of a line is the same. Thread: the reader.
 */
final class PlainLines {
  private final int maxLine;
  private final Lines lines;

  /**
   * @param maxLine bytes of one event's text
   * @param lines to gather them in, which all files of a reader share
   */
  PlainLines(int maxLine, Lines lines) {
    this.maxLine = maxLine;
    this.lines = lines;
  }

  /** Passes over as many as there are, and can be taken; returns the index after them. */
  int pass(Chunk chunk, int from, Outlet outlet) {
    int at = from;
    do {
      find(chunk, at);
      int taken = outlet.give(lines);
      at = lines.start(taken);
      if (taken < lines.count()) {
        break;
      }
    } while (lines.isFull());
    return at;
  }

  private void find(Chunk chunk, int from) {
    byte[] bytes = chunk.bytes();
    int to = chunk.to();
    int at = from;
    lines.begin(bytes, from, chunk.offsetOf(from));
    while (at < to && bytes[at] != 0 && !lines.isFull()) {
      int lineFeed = Bytes.lineEnd(bytes, at, to);
      if (lineFeed < 0 || lineFeed == to) {
        break;
      }
      int textEnd = lineFeed > at && bytes[lineFeed - 1] == '\r' ? lineFeed - 1 : lineFeed;
      if (textEnd - at > maxLine) {
        break;
      }
      at = lineFeed + 1;
      lines.add(textEnd, at);
    }
  }
}
