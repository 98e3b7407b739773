package tributary.transfer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import tributary.common.elastic.ElasticsearchConnection;

/**
 * Whether Elasticsearch answers, also when there is nothing to index.
 *
 * <p>Thread: the one that schedules it; {@link #problem} is for any.
 */
final class ElasticsearchPing {

  private static final Duration EVERY = Duration.ofSeconds(3);

  private final ElasticsearchConnection connection;
  private volatile String problem = "Elasticsearch: not asked yet";

  ElasticsearchPing(ElasticsearchConnection connection) {
    this.connection = connection;
  }

  void start(ScheduledThreadPoolExecutor clock) {
    var unused =
        clock.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      connection.version();
      problem = "";
    } catch (IOException | RuntimeException e) {
      problem = "Elasticsearch: " + e.getMessage();
    }
  }

  /** Empty if it answers. */
  String problem() {
    return problem;
  }
}
