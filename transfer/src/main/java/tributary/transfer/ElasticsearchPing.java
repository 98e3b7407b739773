package tributary.transfer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tributary.common.elastic.ElasticsearchConnection;

/**
 * Whether Elasticsearch answers, also when there is nothing to index.
 *
 * <p>Thread: the one that schedules it; {@link #problem} is for any.
 */
final class ElasticsearchPing {

  private static final Duration EVERY = Duration.ofSeconds(3);

  private final ElasticsearchConnection connection;
  private final Consumer<Throwable> dead;
  private volatile String problem = "Elasticsearch: not asked yet";

  /**
   * @param dead told when the connection can never work again
   */
  ElasticsearchPing(ElasticsearchConnection connection, Consumer<Throwable> dead) {
    this.connection = connection;
    this.dead = dead;
  }

  void start(ScheduledThreadPoolExecutor clock) {
    var unused =
        clock.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      connection.version();
      problem = "";
    } catch (IOException | RuntimeException | Error e) {
      problem = "Elasticsearch: " + e.getMessage();
      if (!connection.rest().isRunning()) {
        dead.accept(new IllegalStateException("the HTTP client's thread has ended", e));
      }
    }
  }

  /** Empty if it answers. */
  String problem() {
    return problem;
  }
}
