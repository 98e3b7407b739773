package tributary.agent.read;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.read.content.Content;

/**
 * Lets contents go that have been looked for, and not found, for long enough. Only running time
 * counts, and only while an entry asks for their path: a host that was off for a month, or an entry
 * that was removed, forgets nothing. Thread: reader.
 */
final class Forgetting {
  private static final Logger LOG = LoggerFactory.getLogger(Forgetting.class);

  /** Looks in the time after which a content goes. */
  private static final int STEPS = 100;

  private final Desk desk;
  private final LongSupplier nanos;
  private final long keepMillis;
  private final long stepNanos;
  private long last;

  Forgetting(Desk desk, Duration keep, LongSupplier nanos) {
    this.desk = desk;
    this.nanos = nanos;
    this.keepMillis = keep.toMillis();
    this.stepNanos = keep.toNanos() / STEPS;
    this.last = nanos.getAsLong();
  }

  /** Counts the time that has passed, when it is enough to be counted. */
  void look() {
    long passed = nanos.getAsLong() - last;
    if (passed < stepNanos) {
      return;
    }
    last += passed;
    for (Content content : List.copyOf(desk.contents().all())) {
      if (isMissing(content)) {
        missing(content, content.missing() + Duration.ofNanos(passed).toMillis());
      } else if (content.missing() > 0 && desk.wants(Path.of(content.path()))) {
        content.missing(0);
        desk.ledger().missing(content.known().id(), 0);
      }
    }
  }

  private boolean isMissing(Content content) {
    return desk.wants(Path.of(content.path()))
        && !desk.tracked().holds(content)
        && desk.whereabouts().isOrphan(content)
        && !desk.whereabouts().isLocated(content)
        && content.delivery().settled();
  }

  private void missing(Content content, long millis) {
    if (millis >= keepMillis) {
      LOG.info("{} (file id {}) is forgotten", content.path(), content.known().id().text());
      desk.contents().forget(content);
      desk.ledger().forget(content.known().id());
    } else {
      content.missing(millis);
      desk.ledger().missing(content.known().id(), millis);
    }
  }
}
