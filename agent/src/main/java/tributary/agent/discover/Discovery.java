package tributary.agent.discover;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectEntry;

/**
 * Looks through the entries, at once when they change and then at each interval, and hands on what
 * is there. Thread: its own; entries come from any.
 */
public final class Discovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final Scanner scanner;
  private final Duration interval;
  private final Consumer<Scan> listener;
  private final Thread thread = new Thread(this::run, "discover");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private List<CollectEntry> entries = List.of();

  @GuardedBy("lock")
  private boolean news;

  @GuardedBy("lock")
  private boolean closing;

  /**
   * Prepares to look.
   *
   * @param listener called on the discovery's thread
   */
  public Discovery(PathRules rules, int maxFiles, Duration interval, Consumer<Scan> listener) {
    this.scanner = new Scanner(rules, new OwnOutput(), maxFiles);
    this.interval = interval;
    this.listener = listener;
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  /** From now on these entries, in their order of priority. */
  public void apply(List<CollectEntry> wanted) {
    lock.lock();
    try {
      entries = List.copyOf(wanted);
      news = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      for (List<CollectEntry> now = next(); now != null; now = next()) {
        look(now);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void look(List<CollectEntry> now) {
    try {
      listener.accept(scanner.scan(now));
    } catch (RuntimeException e) {
      LOG.error("the look for files failed and is repeated", e);
    }
  }

  /** The entries to look through next, when it is time; null at the end. */
  private List<CollectEntry> next() throws InterruptedException {
    lock.lock();
    try {
      long left = interval.toNanos();
      while (!closing && !news && left > 0) {
        left = changed.awaitNanos(left);
      }
      news = false;
      return closing ? null : entries;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
