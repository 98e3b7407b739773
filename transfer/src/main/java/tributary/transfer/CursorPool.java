package tributary.transfer;

import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import tributary.transfer.record.RecordCursor;

/**
 * Cursors for the workers: as many as there are batches being read at a time, and used again, since
 * each has a buffer to unpack into; the one that was used last is taken first. Any thread.
 */
final class CursorPool {
  private static final int LONGEST_RECORD = 100 * 1024 * 1024;

  private final Deque<RecordCursor> free = new ConcurrentLinkedDeque<>();
  private final int limit;

  CursorPool() {
    limit = (int) Math.min(Runtime.getRuntime().maxMemory() / 8, LONGEST_RECORD);
  }

  RecordCursor take() {
    RecordCursor used = free.poll();
    return used == null ? new RecordCursor(limit) : used;
  }

  void giveBack(RecordCursor cursor) {
    cursor.end();
    free.push(cursor);
  }
}
