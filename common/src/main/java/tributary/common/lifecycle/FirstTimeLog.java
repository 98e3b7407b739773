package tributary.common.lifecycle;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;

/**
 * Warns of each thing once, and again only when its message changes; says when it is over. Any
 * thread.
 */
public final class FirstTimeLog {
  private final Logger log;
  private final Map<String, String> said = new ConcurrentHashMap<>();

  /**
   * @param log where it is said
   */
  public FirstTimeLog(Logger log) {
    this.log = log;
  }

  /** Warns, unless the same was the last thing said of {@code subject}. */
  public void warn(String subject, String message) {
    if (!message.equals(said.put(subject, message))) {
      log.warn("{}: {}", subject, message);
    }
  }

  /** Says that {@code subject} is well again, if anything had been said of it. */
  public void clear(String subject) {
    if (said.remove(subject) != null) {
      log.info("{}: well again", subject);
    }
  }
}
