package tributary.agent.read.content;

import java.util.Arrays;

/**
 * How far a content is acknowledged without a gap. Spans come in any order; adjoining ones are one
 * interval, so that memory follows the gaps and not the lines. What was skipped on purpose counts
 * as passed. The offset moves only to the end of an event all of which, and all before which, was
 * acknowledged: never between two parts of one.
 *
 * <p>Not safe for threads: {@link Delivery} locks it. Offsets in bytes.
 */
final class AcknowledgedPrefix {
  /** Most contents have no gap. */
  private static final long[] NONE = {};

  private static final int FIRST = 4;

  private long frontier;
  private long offset;
  private long skipped;

  // Intervals beyond the frontier, by their start, with no two that adjoin: where each begins and
  // ends, the last event end in it (or -1), and the bytes in it that were skipped.
  private long[] starts = NONE;
  private long[] ends = NONE;
  private long[] eventEnds = NONE;
  private long[] skips = NONE;
  private int size;

  /** All before the offset is acknowledged, of it so much was skipped. */
  AcknowledgedPrefix(long offset, long skipped) {
    this.frontier = offset;
    this.offset = offset;
    this.skipped = skipped;
  }

  /** An event, or a part of one, is stored. A repetition of what was counted says nothing. */
  void acknowledged(long start, long end, boolean more) {
    add(start, end, more ? -1 : end, 0);
  }

  /** Whole events, or a hole between two, are left out on purpose. */
  void skipped(long start, long end) {
    add(start, end, end, end - start);
  }

  private void add(long start, long end, long eventEnd, long skip) {
    if (start < frontier) {
      return;
    }
    if (start == frontier) {
      advance(end, eventEnd, skip);
      absorb();
      return;
    }
    int at = size;
    while (at > 0 && starts[at - 1] > start) {
      at--;
    }
    if (at > 0 && ends[at - 1] > start) {
      return;
    }
    insert(at, start, end, eventEnd, skip);
  }

  private void advance(long end, long eventEnd, long skip) {
    frontier = end;
    offset = Math.max(offset, eventEnd);
    skipped += skip;
  }

  /** Takes the intervals that the frontier has reached. */
  private void absorb() {
    int taken = 0;
    while (taken < size && starts[taken] == frontier) {
      advance(ends[taken], eventEnds[taken], skips[taken]);
      taken++;
    }
    if (taken > 0) {
      remove(0, taken);
    }
  }

  private void insert(int at, long start, long end, long eventEnd, long skip) {
    boolean joinsLeft = at > 0 && ends[at - 1] == start;
    boolean joinsRight = at < size && starts[at] == end;
    if (joinsLeft) {
      extend(at - 1, end, eventEnd, skip);
      if (joinsRight) {
        extend(at - 1, ends[at], eventEnds[at], skips[at]);
        remove(at, 1);
      }
    } else if (joinsRight) {
      starts[at] = start;
      eventEnds[at] = Math.max(eventEnds[at], eventEnd);
      skips[at] += skip;
    } else {
      open(at);
      starts[at] = start;
      ends[at] = end;
      eventEnds[at] = eventEnd;
      skips[at] = skip;
    }
  }

  private void extend(int interval, long end, long eventEnd, long skip) {
    ends[interval] = end;
    eventEnds[interval] = Math.max(eventEnds[interval], eventEnd);
    skips[interval] += skip;
  }

  private void open(int at) {
    if (size == starts.length) {
      int room = Math.max(FIRST, 2 * size);
      starts = Arrays.copyOf(starts, room);
      ends = Arrays.copyOf(ends, room);
      eventEnds = Arrays.copyOf(eventEnds, room);
      skips = Arrays.copyOf(skips, room);
    }
    move(at, at + 1, size - at);
    size++;
  }

  private void remove(int from, int count) {
    move(from + count, from, size - from - count);
    size -= count;
  }

  private void move(int from, int to, int count) {
    System.arraycopy(starts, from, starts, to, count);
    System.arraycopy(ends, from, ends, to, count);
    System.arraycopy(eventEnds, from, eventEnds, to, count);
    System.arraycopy(skips, from, skips, to, count);
  }

  /** Forgets what was acknowledged beyond the offset: it is to be sent again. */
  void goBack() {
    frontier = offset;
    size = 0;
  }

  /** The end of the last event that is acknowledged with all before it. */
  long offset() {
    return offset;
  }

  /** Bytes before the offset that were skipped. */
  long skippedBytes() {
    return skipped;
  }

  /** Whether anything beyond the offset was acknowledged. */
  boolean hasBeyond() {
    return frontier > offset || size > 0;
  }

  /** The end of what was acknowledged last in the content. */
  long highest() {
    return size > 0 ? ends[size - 1] : frontier;
  }

  /** Intervals that wait for the gap before them; for tests of the memory that they take. */
  int gaps() {
    return size;
  }
}
