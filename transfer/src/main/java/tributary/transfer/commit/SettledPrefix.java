package tributary.transfer.commit;

import java.util.Arrays;
import java.util.BitSet;

/**
 * How far a partition is settled without a gap. Offsets are tracked in the order in which they were
 * read, which need not be contiguous (compaction, transaction markers); they are settled in any
 * order, and as often as you like.
 *
 * <p>Thread: its worker.
 */
public final class SettledPrefix {

  private long[] offsets = new long[1024];

  /** Those at or after {@link #head} that were settled before their turn. */
  private final BitSet early = new BitSet();

  private int head;
  private int tail;
  private int expected;
  private long next;

  /**
   * @param start the offset that reading starts at; all before it is settled
   */
  public SettledPrefix(long start) {
    next = start;
  }

  /**
   * An offset was read.
   *
   * @throws IllegalArgumentException unless it is greater than all before
   */
  public void track(long offset) {
    long last = tail > head ? offsets[tail - 1] : next - 1;
    if (offset <= last) {
      throw new IllegalArgumentException("offset " + offset + " after " + last);
    }
    if (tail == offsets.length) {
      makeRoom();
    }
    offsets[tail++] = offset;
  }

  /** All before this offset was read: between the last one that was tracked and it is nothing. */
  public void passed(long offset) {
    long last = tail > head ? offsets[tail - 1] : next - 1;
    if (offset > after(last)) {
      track(offset - 1);
      settle(offset - 1);
    }
  }

  /** An offset that was tracked is settled; true if the prefix has grown. */
  public boolean settle(long offset) {
    int at = place(offset);
    if (at < 0) {
      return false;
    }
    expected = at + 1;
    if (at != head) {
      early.set(at);
      return false;
    }
    head++;
    if (!early.isEmpty()) {
      int end = early.nextClearBit(head);
      early.clear(head, end);
      head = end;
    }
    next = after(offsets[head - 1]);
    if (head == tail) {
      head = 0;
      tail = 0;
    }
    return true;
  }

  /** Most are settled one after the other, so the place after the last one is tried first. */
  private int place(long offset) {
    if (expected >= head && expected < tail && offsets[expected] == offset) {
      return expected;
    }
    return Arrays.binarySearch(offsets, head, tail, offset);
  }

  /** The offset to commit: that of the first record that isn't settled. */
  public long next() {
    return next;
  }

  /** How many offsets are tracked and not below {@link #next}. */
  public int open() {
    return tail - head;
  }

  /** A commit names the record to read next (KafkaConsumer, "Offsets and Consumer Position"). */
  private static long after(long offset) {
    return offset + 1;
  }

  private void makeRoom() {
    int open = tail - head;
    if (head < offsets.length / 2) {
      offsets = Arrays.copyOf(offsets, offsets.length * 2);
      return;
    }
    System.arraycopy(offsets, head, offsets, 0, open);
    BitSet moved = early.get(head, tail);
    early.clear();
    early.or(moved);
    head = 0;
    tail = open;
  }
}
