package tributary.transfer;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RestClient;

/**
 * Whether Elasticsearch answers, also when there is nothing to index.
 *
 * <p>Thread: the one that schedules it; {@link #problem} is for any.
 */
final class ElasticsearchPing {

  private static final Duration EVERY = Duration.ofSeconds(3);

  private final RestClient rest;
  private volatile String problem = "Elasticsearch: not asked yet";

  ElasticsearchPing(RestClient rest) {
    this.rest = rest;
  }

  void start(ScheduledThreadPoolExecutor clock) {
    var unused =
        clock.scheduleWithFixedDelay(this::ask, 0, EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void ask() {
    try {
      EntityUtils.consume(rest.performRequest(new Request("GET", "/")).getEntity());
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
