package tributary.agent.send;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory that events in flight may take. Any thread: readers take, the producer's thread gives
 * back.
 */
final class SendMemory {
  /** What the client keeps for each record beside its bytes: future, callback, span. */
  static final int RECORD_OVERHEAD = 256;

  private final long limit;
  private final AtomicLong taken = new AtomicLong();

  /**
   * @param limit bytes, all events together
   */
  SendMemory(long limit) {
    this.limit = limit;
  }

  /** Takes {@code bytes} if they are free. One event always fits, however large it is. */
  boolean take(long bytes) {
    long before = taken.get();
    while (before == 0 || before + bytes <= limit) {
      if (taken.compareAndSet(before, before + bytes)) {
        return true;
      }
      before = taken.get();
    }
    return false;
  }

  /** Gives back what was taken. */
  void release(long bytes) {
    taken.addAndGet(-bytes);
  }

  /** Bytes in flight. */
  long taken() {
    return taken.get();
  }
}
