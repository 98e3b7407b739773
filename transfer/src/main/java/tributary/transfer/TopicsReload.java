package tributary.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/**
 * Reads {@code transfer.topics} again when the settings' file has changed. A broken edit leaves the
 * last good ones in force.
 *
 * <p>Thread: the one that schedules it; {@link #problem} is for any.
 */
final class TopicsReload {

  private static final Logger log = LoggerFactory.getLogger(TopicsReload.class);
  private static final Duration EVERY = Duration.ofSeconds(1);

  private final Path file;
  private final Consumer<List<String>> topics;
  private String known;
  private volatile String problem = "";

  TopicsReload(Path file, Consumer<List<String>> topics) {
    this.file = file;
    this.topics = topics;
    this.known = text();
  }

  void start(ScheduledThreadPoolExecutor clock) {
    var unused =
        clock.scheduleWithFixedDelay(
            this::look, EVERY.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  void look() {
    String text = text();
    if (text.equals(known)) {
      return;
    }
    known = text;
    if (text.isBlank()) {
      // An editor that is about to write it, or a mistake: nobody stops all topics like that.
      broken("it is empty");
      return;
    }
    try {
      topics.accept(TransferSettings.read(SettingsFile.load(file)).names().topics());
      problem = "";
      log.info("{}: transfer.topics was read again", file);
    } catch (SettingsException | RuntimeException | Error e) {
      broken(e.getMessage());
    }
  }

  private void broken(String why) {
    problem = file + " is broken, its last good topics stay: " + why;
    log.warn(problem);
  }

  private String text() {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return "unreadable: " + e;
    }
  }

  /** Empty if the file is good. */
  String problem() {
    return problem;
  }
}
