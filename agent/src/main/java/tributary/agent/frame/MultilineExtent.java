package tributary.agent.frame;

import java.util.Arrays;
import tributary.agent.read.Chunk;
import tributary.common.collect.Multiline;

/**
 * Lines are joined to events. An event has ended when the next line begins another, or when it has
 * its most lines; a hole ends it too. Whether a line belongs to the event before it is decided on
 * as much of the line as fits into one event's text. Thread: the reader.
 */
final class MultilineExtent extends Extent {
  private static final int MARGIN = 16;

  private final Multiline rule;
  private final Units units;
  private final Holes holes;
  private final TextPart line;
  private final int partNeed;

  /** Line ends in the parts of the event that were sent. */
  private int before;

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
  void look(Chunk chunk, int at, int phase) {
    mayEnd = -1;
    byte[] bytes = chunk.bytes();
    int lines = before + 1;
    int from = at;
    int enough = (int) Math.min(chunk.to(), (long) at + partNeed + MARGIN);
    while (true) {
      int lineFeed = from < enough ? units.lineFeed(bytes, from, enough, phase) : -1;
      if (lineFeed < 0) {
        if (chunk.last() && enough == chunk.to()) {
          ends(enough, enough);
        } else {
          reaches(enough);
        }
        return;
      }
      int next = lineFeed + units.width();
      int textEnd = units.textEnd(bytes, from, lineFeed);
      switch (lines == rule.maxLines() ? Next.BEGINS_ANOTHER : next(chunk, next, phase)) {
        case BEGINS_ANOTHER -> {
          ends(textEnd, next);
          return;
        }
        case UNKNOWN -> {
          reaches(textEnd);
          mayEnd = next;
          return;
        }
        case JOINS -> {
          from = next;
          lines++;
        }
      }
    }
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
  boolean ascii() {
    return false;
  }

  @Override
  int mayEnd() {
    return mayEnd;
  }

  @Override
  void taken(Chunk chunk, int from, int to, boolean last) {
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
  int need() {
    return 2 * partNeed + Holes.LEAST + 2 * MARGIN;
  }
}
