package tributary.agent.send;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;

/** What keeps the sender from sending, as far as it has heard. Any thread. */
final class SenderProblem {
  /** No producer id. */
  static final String IDENTITY = "producer id";

  /** The cluster can't be asked, or a broker does not let us in. */
  static final String CLUSTER = "cluster";

  private static final String VERSION = "version";

  private final FirstTimeLog log = new FirstTimeLog(LoggerFactory.getLogger(SenderProblem.class));
  private final Map<String, String> problems = new ConcurrentSkipListMap<>();

  /** Says it once. */
  void set(String kind, String reason) {
    problems.put(kind, reason);
    log.warn(kind, reason);
  }

  /** A broker that lacks what is needed. */
  void tooOld(String broker, UnsupportedVersionException e) {
    set(
        VERSION,
        "broker " + broker + " is too old, Kafka 2.8 or later is needed: " + e.getMessage());
  }

  /** A broker has answered as it should. */
  void answered() {
    clear(VERSION);
    clear(CLUSTER);
  }

  void clear(String kind) {
    if (problems.remove(kind) != null) {
      log.clear(kind);
    }
  }

  Optional<String> current() {
    return problems.values().stream().findFirst();
  }
}
