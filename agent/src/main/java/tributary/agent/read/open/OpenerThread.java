package tributary.agent.read.open;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one thing after another that may hang for ever, such as opening what has become a FIFO. A
 * thread that hangs is left behind, at most eight of them, and another goes on with the rest.
 * Thread: {@code execute} and {@code check} by any.
 */
public final class OpenerThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenerThread.class);
  private static final int MOST_LEFT_BEHIND = 8;
  private static final long PATIENCE_NANOS = 5_000_000_000L;

  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private final ArrayDeque<Task> queue = new ArrayDeque<>();

  @GuardedBy("lock")
  private Thread current;

  @GuardedBy("lock")
  private Task running;

  @GuardedBy("lock")
  private long since;

  @GuardedBy("lock")
  private int leftBehind;

  @GuardedBy("lock")
  private boolean closing;

  /**
   * Something to do.
   *
   * @param run does it
   * @param hangs called when it takes long; it may still end one day
   */
  public record Task(Runnable run, Runnable hangs) {}

  public OpenerThread(LongSupplier nanos) {
    this.nanos = nanos;
    begin();
  }

  private void begin() {
    lock.lock();
    try {
      running = null;
      current = new Thread(this::run, "open");
      current.setDaemon(true);
      current.start();
    } finally {
      lock.unlock();
    }
  }

  public void execute(Task task) {
    lock.lock();
    try {
      queue.add(task);
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Looks whether the thread hangs; to be called now and then. */
  public void check() {
    Task hanging = null;
    lock.lock();
    try {
      boolean late = running != null && nanos.getAsLong() - since >= PATIENCE_NANOS;
      if (late && leftBehind < MOST_LEFT_BEHIND) {
        leftBehind++;
        hanging = running;
      }
    } finally {
      lock.unlock();
    }
    if (hanging != null) {
      begin();
      hanging.hangs().run();
    }
  }

  private void run() {
    try {
      for (Task task = next(); task != null; task = next()) {
        run(task);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A task that fails ends no thread: the others go on. */
  private static void run(Task task) {
    try {
      task.run().run();
    } catch (RuntimeException e) {
      LOG.error("what the opener did failed, and is left", e);
    }
  }

  /** The next task; null if this thread was left behind, or at the end. */
  private Task next() throws InterruptedException {
    lock.lock();
    try {
      if (Thread.currentThread() != current) {
        leftBehind--;
        return null;
      }
      running = null;
      while (queue.isEmpty() && !closing) {
        changed.await();
      }
      running = queue.poll();
      since = nanos.getAsLong();
      return running;
    } finally {
      lock.unlock();
    }
  }

  /** Does what is left, and ends; does not wait for it. */
  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
