package tributary.common.etcd;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that owns an object's state: single, named, a daemon. Others hand tasks to it and
 * return. After it was closed tasks are ignored, since jetcd may still call then.
 */
final class OwnThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OwnThread.class);
  private static final long CLOSE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor executor;

  OwnThread(String name) {
    executor =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, name);
              thread.setDaemon(true);
              return thread;
            });
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Runs a task after those handed over before. */
  void run(Runnable task) {
    later(Duration.ZERO, task);
  }

  /** Runs a task after a while, unless this is closed by then. */
  void later(Duration delay, Runnable task) {
    try {
      var unused = executor.schedule(() -> guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      LOG.trace("closed already", e);
    }
  }

  /** Runs a last task, then ends; interrupts what takes longer than 5 seconds. */
  void close(Runnable last) {
    try {
      executor.submit(() -> guarded(last)).get(CLOSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | RejectedExecutionException e) {
      LOG.debug("thread did not end in an orderly way", e);
    }
    close();
  }

  /** Interrupts what runs, and ends. */
  @Override
  public void close() {
    executor.shutdownNow();
    try {
      if (!executor.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("a thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      LOG.error("unexpected failure on thread {}", Thread.currentThread().getName(), e);
      throw e;
    }
  }
}
