package tributary.agent.frame;

import java.util.Arrays;
import tributary.agent.read.Chunk;
import tributary.common.collect.Multiline;

/**
 * Lines are joined to events. An event has ended when the next line begins another, or when it has
 * its most lines; a hole ends it too. Whether a line belongs to the event before it is decided on
 * as much of the line as fits into one event's text. Thread: the reader.
 */
final class MultilineExtent implements Extent {
  private static final int MARGIN = 16;

  private final Multiline rule;
  private final Units units;
  private final Holes holes;
  private final TextPart line;
  private final int partNeed;

  /** Line ends in the parts of the event that were sent. */
  private int before;

  private boolean ended;
  private int end;
  private int known;
  private int mayEnd;

  /** What a line is to the event before it. */
  private enum Next {
    JOINS,
    BEGINS_ANOTHER,
    UNKNOWN
  }

  /**
   * @param line of the same encoding and greatest length as the event's text
   * @param need raw bytes that surely fill one part
   */
  MultilineExtent(Multiline rule, Units units, TextPart line, int need) {
    this.rule = rule;
    this.units = units;
    this.holes = new Holes(units);
    this.line = line;
    this.partNeed = Math.max(need, Holes.LEAST + MARGIN);
  }

  @Override
  public void look(Chunk chunk, int at, int phase) {
    ended = false;
    mayEnd = -1;
    byte[] bytes = chunk.bytes();
    int lines = before + 1;
    int from = at;
    int enough = (int) Math.min(chunk.to(), (long) at + partNeed + MARGIN);
    while (true) {
      int lineFeed = from < enough ? units.lineFeed(bytes, from, enough, phase) : -1;
      if (lineFeed < 0) {
        known = enough;
        if (chunk.last() && enough == chunk.to()) {
          end(enough, enough);
        }
        return;
      }
      int next = lineFeed + units.width();
      Next what = lines == rule.maxLines() ? Next.BEGINS_ANOTHER : next(chunk, next, phase);
      known = units.textEnd(bytes, from, lineFeed);
      if (what == Next.BEGINS_ANOTHER) {
        end(known, next);
        return;
      }
      if (what == Next.UNKNOWN) {
        mayEnd = next;
        return;
      }
      known = next;
      from = next;
      lines++;
    }
  }

  private void end(int textEnd, int index) {
    ended = true;
    known = textEnd;
    end = index;
  }

  private Next next(Chunk chunk, int at, int phase) {
    byte[] bytes = chunk.bytes();
    if (at == chunk.to()) {
      return chunk.last() ? Next.BEGINS_ANOTHER : Next.UNKNOWN;
    }
    if (holes.begins(bytes, at, chunk.to(), phase)) {
      return Next.BEGINS_ANOTHER;
    }
    int window = (int) Math.min(chunk.to(), (long) at + partNeed);
    int lineFeed = units.lineFeed(bytes, at, window, phase);
    if (lineFeed < 0 && window - at < partNeed && !chunk.last()) {
      return Next.UNKNOWN;
    }
    int to = lineFeed < 0 ? window : units.textEnd(bytes, at, lineFeed);
    line.take(bytes, at, to, phase, false);
    byte[] text = Arrays.copyOfRange(line.text(), line.offset(), line.offset() + line.length());
    boolean starts = rule.kind() == Multiline.Kind.START;
    return rule.pattern().find(text) == starts ? Next.BEGINS_ANOTHER : Next.JOINS;
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
    return false;
  }

  @Override
  public int mayEnd() {
    return mayEnd;
  }

  @Override
  public void taken(Chunk chunk, int from, int to, boolean last) {
    if (last) {
      before = 0;
      return;
    }
    int phase = units.phase(chunk);
    int at = units.lineFeed(chunk.bytes(), from, to, phase);
    while (at >= 0) {
      before++;
      at = units.lineFeed(chunk.bytes(), at + units.width(), to, phase);
    }
  }

  @Override
  public int need() {
    return 2 * partNeed + Holes.LEAST + 2 * MARGIN;
  }
}
