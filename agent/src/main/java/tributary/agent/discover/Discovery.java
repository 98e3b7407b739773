package tributary.agent.discover;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectEntry;
import tributary.common.lifecycle.Mailbox;

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
  private final Mailbox mailbox = new Mailbox();
  private List<CollectEntry> entries = List.of();

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
    List<CollectEntry> copy = List.copyOf(wanted);
    mailbox.post(() -> entries = copy);
  }

  private void run() {
    while (!mailbox.isClosed()) {
      mailbox.await(interval.toNanos());
      mailbox.take().forEach(Runnable::run);
      if (!mailbox.isClosed()) {
        look(entries);
      }
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
