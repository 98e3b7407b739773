package tributary.transfer;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what a worker was handed and has not settled, and lets others wait for the end of it. */
final class Unsettled {
  private final AtomicLong items = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean given;

  void add(long count, long weight) {
    bytes.addAndGet(weight);
    items.addAndGet(count);
  }

  void remove(long count, long weight) {
    bytes.addAndGet(-weight);
    if (items.addAndGet(-count) <= 0) {
      tell();
    }
  }

  /** Nothing more will come of it: nobody needs to wait. */
  void giveUp() {
    given = true;
    tell();
  }

  private void tell() {
    synchronized (items) {
      items.notifyAll();
    }
  }

  long bytes() {
    return bytes.get();
  }

  /** Whether nothing is left that settles. */
  boolean isNone() {
    return items.get() <= 0;
  }

  /** Whether nothing is left to wait for. */
  boolean isOver() {
    return given || isNone();
  }

  /** Waits for that; false if the time was too short. */
  boolean awaitOver(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    synchronized (items) {
      while (!isOver()) {
        long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (millis <= 0) {
          return false;
        }
        try {
          items.wait(millis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    }
    return true;
  }
}
