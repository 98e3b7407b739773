package tributary.transfer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import tributary.transfer.record.RecordCursor;

/**
 * Cursors for the workers: as many as there are batches being read at a time, and used again, since
 * each has a buffer to unpack into. Any thread.
 */
final class CursorPool {
  private static final int LONGEST_RECORD = 100 * 1024 * 1024;

  private final Queue<RecordCursor> free = new ConcurrentLinkedQueue<>();
  private final int limit;

  CursorPool() {
    limit = (int) Math.min(Runtime.getRuntime().maxMemory() / 8, LONGEST_RECORD);
  }

  RecordCursor take() {
    RecordCursor used = free.poll();
    return used == null ? new RecordCursor(limit) : used;
  }

  void giveBack(RecordCursor cursor) {
    free.add(cursor);
  }
}
