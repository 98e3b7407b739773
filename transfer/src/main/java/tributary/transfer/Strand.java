package tributary.transfer;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Runs tasks one after the other on a pool's threads: a thread of one's own that costs nothing
 * while there is nothing to do. After a task has thrown, the rest is left undone.
 *
 * <p>Any thread hands over; tasks see what earlier ones did.
 */
final class Strand {

  /** So that one partition doesn't keep a thread of the pool for itself. */
  private static final int TURN = 16;

  private final Executor pool;
  private final Consumer<Throwable> failed;
  private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private volatile boolean broken;

  /**
   * @param failed told once, of what a task threw
   */
  Strand(Executor pool, Consumer<Throwable> failed) {
    this.pool = pool;
    this.failed = failed;
  }

  void run(Runnable task) {
    tasks.add(task);
    schedule();
  }

  private void schedule() {
    if (!tasks.isEmpty() && !broken && scheduled.compareAndSet(false, true)) {
      pool.execute(this::turn);
    }
  }

  private void turn() {
    try {
      for (int i = 0; i < TURN && !broken; i++) {
        Runnable task = tasks.poll();
        if (task == null) {
          break;
        }
        task.run();
      }
    } catch (RuntimeException | Error e) {
      broken = true;
      tasks.clear();
      failed.accept(e);
    } finally {
      scheduled.set(false);
      schedule();
    }
  }
}
