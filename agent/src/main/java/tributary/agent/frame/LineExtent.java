package tributary.agent.frame;

import tributary.agent.read.Chunk;

/** Each line is an event. Thread: the reader. */
final class LineExtent extends Extent {
  private final Units units;
  private final int need;
  private final boolean wide;
  private boolean ascii;

  /**
   * @param need raw bytes that surely fill one part
   */
  LineExtent(Units units, int need) {
    this.units = units;
    this.need = Math.max(need, Holes.LEAST + 4);
    this.wide = units.width() > 1;
  }

  @Override
  void look(Chunk chunk, int at, int phase) {
    byte[] bytes = chunk.bytes();
    int to = (int) Math.min(chunk.to(), (long) at + need);
    int lineFeed;
    if (wide) {
      ascii = false;
      lineFeed = units.lineFeed(bytes, at, to, phase);
      lineFeed = lineFeed < 0 ? to : lineFeed;
    } else {
      int found = Bytes.lineEnd(bytes, at, to);
      ascii = found >= 0;
      lineFeed = ascii ? found : ~found;
    }
    if (lineFeed < to) {
      ends(units.textEnd(bytes, at, lineFeed), lineFeed + units.width());
    } else if (chunk.last() && to == chunk.to()) {
      ends(to, to);
    } else {
      reaches(to);
    }
  }

  @Override
  boolean ascii() {
    return ascii;
  }

  @Override
  int mayEnd() {
    return -1;
  }

  @Override
  void taken(Chunk chunk, int from, int to, boolean last) {
    // A line has nothing to remember.
  }

  @Override
  int need() {
    return need;
  }
}
