package tributary.transfer.bulk;

import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** What bulk counts (DESIGN §9). Thread: bulk. */
public final class BulkMetrics {

  private static final double NANOS = 1e9;

  private final Counter documents;
  private final Counter duplicates;
  private final Counter retries;
  private final Histogram bulk;
  private final SearchableTimes searchable;

  public BulkMetrics(PrometheusRegistry registry) {
    documents =
        Counter.builder()
            .name("tributary_transfer_documents_total")
            .help("Documents that were indexed")
            .labelNames("topic")
            .register(registry);
    duplicates =
        Counter.builder()
            .name("tributary_transfer_duplicates_total")
            .help("Documents that were in the index already")
            .labelNames("topic")
            .register(registry);
    retries =
        Counter.builder()
            .name("tributary_transfer_retries_total")
            .help("Documents that were sent again, by cause")
            .labelNames("cause")
            .register(registry);
    bulk =
        Histogram.builder()
            .name("tributary_transfer_bulk_seconds")
            .help("From a bulk request to its answer")
            .classicOnly()
            .classicUpperBounds(.005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60)
            .register(registry);
    searchable = new SearchableTimes(System::nanoTime);
    registry.register(searchable);
  }

  void indexed(String topic, int indexed, int duplicate) {
    if (indexed > 0) {
      documents.labelValues(topic).inc(indexed);
    }
    if (duplicate > 0) {
      duplicates.labelValues(topic).inc(duplicate);
    }
  }

  void retried(String cause, int count) {
    retries.labelValues(cause.isEmpty() ? "unknown" : cause).inc(count);
  }

  void answered(long tookNanos) {
    bulk.observe(tookNanos / NANOS);
  }

  SearchableTimes searchable() {
    return searchable;
  }
}
