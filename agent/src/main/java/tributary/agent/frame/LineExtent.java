package tributary.agent.frame;

import tributary.agent.read.Chunk;

/** Each line is an event. Thread: the reader. */
final class LineExtent implements Extent {
  private final Units units;
  private final int need;
  private final boolean wide;
  private boolean ended;
  private boolean ascii;
  private int end;
  private int known;

  /**
   * @param need raw bytes that surely fill one part
   */
  LineExtent(Units units, int need) {
    this.units = units;
    this.need = Math.max(need, Holes.LEAST + 4);
    this.wide = units.width() > 1;
  }

  @Override
  public void look(Chunk chunk, int at, int phase) {
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
      ended = true;
      known = units.textEnd(bytes, at, lineFeed);
      end = lineFeed + units.width();
    } else {
      ended = chunk.last() && to == chunk.to();
      known = to;
      end = to;
    }
  }

  @Override
  public boolean ended() {
    return ended;
  }

  @Override
  public int end() {
    return end;
  }

  @Override
  public int known() {
    return known;
  }

  @Override
  public boolean ascii() {
    return ascii;
  }

  @Override
  public int mayEnd() {
    return -1;
  }

  @Override
  public void taken(Chunk chunk, int from, int to, boolean last) {
    // A line has nothing to remember.
  }

  @Override
  public int need() {
    return need;
  }
}
