package tributary.common.lifecycle;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What other threads leave for one that owns something and sleeps in between: tasks to run, a mere
 * wake-up, and the end. Thread: the owner takes and waits; any may leave something.
 */
public final class Mailbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private List<Runnable> tasks = new ArrayList<>();

  @GuardedBy("lock")
  private boolean wake;

  @GuardedBy("lock")
  private boolean closed;

  /** Leaves a task that the owner is to run. */
  public void post(Runnable task) {
    lock.lock();
    try {
      tasks.add(task);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Something that the owner may wait for has happened. */
  public void wake() {
    lock.lock();
    try {
      wake = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** The owner is to end. */
  public void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Whether the owner is to end. */
  public boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** The tasks since the last time, in their order. */
  public List<Runnable> take() {
    lock.lock();
    try {
      List<Runnable> taken = tasks;
      tasks = new ArrayList<>();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it was woken since the last time. */
  public boolean takeWake() {
    lock.lock();
    try {
      boolean was = wake;
      wake = false;
      return was;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until something comes, at most so many nanoseconds; an interruption is the end. */
  public void await(long nanos) {
    await(nanos, true);
  }

  /** Waits like {@link #await(long)}, but sleeps on when it is merely woken. */
  public void awaitTask(long nanos) {
    await(nanos, false);
  }

  private void await(long nanos, boolean wakes) {
    lock.lock();
    try {
      long left = nanos;
      while (left > 0 && tasks.isEmpty() && !(wakes && wake) && !closed) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    } finally {
      lock.unlock();
    }
  }
}
