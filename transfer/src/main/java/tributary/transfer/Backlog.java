package tributary.transfer;

import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import tributary.transfer.record.FetchedBatches;
import tributary.transfer.record.RecordCursor;

/**
 * The batches of one partition that aren't documents yet, as they are stored. They are read as far
 * as documents may be open, so that the rest of a batch that unpacks to many megabytes waits
 * packed.
 *
 * <p>Thread: the worker's strand; {@link #announce}, {@link #bytes} and {@link #unread} are for
 * any.
 */
final class Backlog {
  private final CursorPool cursors;
  private final LongConsumer read;
  private final ArrayDeque<FetchedBatches> waiting = new ArrayDeque<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong unread;
  private RecordCursor cursor;

  /**
   * @param start the offset of the first record
   * @param read hears of batches that were read to their end: the offset after them
   */
  Backlog(long start, CursorPool cursors, LongConsumer read) {
    this.unread = new AtomicLong(start);
    this.cursors = cursors;
    this.read = read;
  }

  /** They are about to be added. */
  void announce(FetchedBatches batches) {
    bytes.addAndGet(batches.bytes());
  }

  void add(FetchedBatches batches) {
    waiting.add(batches);
  }

  /** Bytes as they are stored, of what wasn't read to its end. */
  long bytes() {
    return bytes.get();
  }

  /** The offset up to which records were read; told before {@link #bytes} falls. */
  long unread() {
    return unread.get();
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * The next record, until it is asked for another; null if there is none.
   *
   * @throws org.apache.kafka.common.errors.CorruptRecordException if the bytes are no batch
   */
  RecordCursor next() {
    while (!waiting.isEmpty()) {
      if (cursor == null) {
        cursor = cursors.take();
        cursor.begin(waiting.peek());
      }
      if (cursor.next()) {
        unread.lazySet(cursor.offset() + 1);
        return cursor;
      }
      FetchedBatches done = waiting.remove();
      giveBack();
      unread.lazySet(done.next());
      bytes.addAndGet(-done.bytes());
      read.accept(done.next());
    }
    return null;
  }

  /** Leaves the rest unread; says how many batches that were handed over these are. */
  int drop() {
    int count = waiting.size();
    waiting.forEach(batches -> bytes.addAndGet(-batches.bytes()));
    waiting.clear();
    giveBack();
    return count;
  }

  private void giveBack() {
    if (cursor != null) {
      cursors.giveBack(cursor);
      cursor = null;
    }
  }
}
