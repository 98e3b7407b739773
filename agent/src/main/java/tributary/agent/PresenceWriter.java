package tributary.agent;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.etcd.LeasedKey;

/** Keeps the agent's key in etcd at what it should say. Thread: one of its own. */
final class PresenceWriter implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PresenceWriter.class);

  private final LeasedKey key;
  private final Supplier<String> text;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "presence");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param key written only when the text has changed
   */
  PresenceWriter(LeasedKey key, Supplier<String> text) {
    this.key = key;
    this.text = text;
  }

  void start() {
    var unused = thread.scheduleWithFixedDelay(this::look, 0, 1, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** An exception would end the schedule. */
  private void look() {
    try {
      key.set(text.get());
    } catch (RuntimeException e) {
      log.error("the agent's key could not be brought up to date", e);
    }
  }
}
