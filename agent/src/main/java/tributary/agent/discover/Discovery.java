package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectEntry;
import tributary.common.lifecycle.Mailbox;

/**
 * Looks through the entries, at once when they change, soon when the system tells that files came
 * or went, and at each interval whatever it tells, and hands on what is there. Thread: its own;
 * entries come from any.
 */
public final class Discovery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  /** Between two looks: so that a rotation is over, and many files that come make few looks. */
  private static final long PAUSE_NANOS = 50_000_000;

  /** Looks that the system asks for take a tenth of the time at most. */
  private static final int SHARE = 10;

  /** Looks after which folders are asked to be watched again that could not be. */
  private static final int AGAIN = 60;

  private final Scanner scanner;
  private final Duration interval;
  private final Consumer<Scan> listener;
  private final WriteListener writes;
  private final Thread thread = new Thread(this::run, "discover");
  private final Mailbox mailbox = new Mailbox();
  private List<CollectEntry> entries = List.of();
  private FolderWatch watch;
  private long looks;

  /**
   * Prepares to look.
   *
   * @param clock the time of day, to tell old files from those that move
   * @param listener called on the discovery's thread
   * @param writes hears of files that are written to
   */
  public Discovery(
      PathRules rules,
      int maxFiles,
      Duration interval,
      InstantSource clock,
      Consumer<Scan> listener,
      WriteListener writes) {
    this.scanner = new Scanner(rules, new OwnOutput(), maxFiles, clock);
    this.interval = interval;
    this.listener = listener;
    this.writes = writes;
  }

  /** Begins to look. */
  public void start() {
    thread.start();
  }

  /** From now on these entries, in their order of priority. */
  public void apply(List<CollectEntry> wanted) {
    List<CollectEntry> copy = List.copyOf(wanted);
    mailbox.post(() -> entries = copy);
  }

  private void run() {
    watch = FolderWatch.open(FileSystems.getDefault(), mailbox::wake, writes);
    long pause = 0;
    while (!mailbox.isClosed()) {
      mailbox.awaitTask(pause);
      mailbox.await(interval.toNanos() - pause);
      mailbox.takeWake();
      mailbox.take().forEach(Runnable::run);
      if (!mailbox.isClosed()) {
        long begin = System.nanoTime();
        look(entries);
        long wanted = Math.max(PAUSE_NANOS, SHARE * (System.nanoTime() - begin));
        pause = Math.min(wanted, interval.toNanos());
      }
    }
    close(watch);
  }

  private static void close(FolderWatch ended) {
    try {
      ended.close();
    } catch (IOException e) {
      LOG.debug("closing the watch", e);
    }
  }

  @SuppressWarnings("CatchAndPrintStackTrace")
  private void look(List<CollectEntry> now) {
    try {
      listener.accept(scanner.scan(now));
      watch.follow(scanner.folders(now), looks++ % AGAIN == 0);
    } catch (RuntimeException e) {
      LOG.error("the look for files failed and is repeated", e);
    }
  }

  @Override
  public void close() {
    mailbox.close();
    try {
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
