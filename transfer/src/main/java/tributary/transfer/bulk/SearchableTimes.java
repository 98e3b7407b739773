package tributary.transfer.bulk;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * From the agent's reading of a line to Elasticsearch's acknowledgement, by topic. Counted for
 * every line, so by hand: the library's histogram would cost as much as the document.
 *
 * <p>Thread: bulk counts; any reads.
 */
final class SearchableTimes implements Collector {

  private static final String NAME = "tributary_transfer_searchable_seconds";
  private static final int FIRST_OCTAVE = 4;

  private final LongSupplier nanos;
  private final Map<String, TopicLatency> topics = new ConcurrentHashMap<>();

  SearchableTimes(LongSupplier nanos) {
    this.nanos = nanos;
  }

  TopicLatency of(String topic) {
    return topics.computeIfAbsent(topic, name -> new TopicLatency(nanos));
  }

  /** The topics of which something came in the last minutes. */
  SortedMap<String, Latency> recent() {
    SortedMap<String, Latency> recent = new TreeMap<>();
    topics.forEach(
        (topic, latency) -> {
          LatencyHistogram counts = latency.recent();
          if (counts.total() > 0) {
            recent.put(
                topic, new Latency(counts.total(), counts.quantile(0.5), counts.quantile(0.99)));
          }
        });
    return recent;
  }

  @Override
  public HistogramSnapshot collect() {
    HistogramSnapshot.Builder snapshot =
        HistogramSnapshot.builder()
            .name(NAME)
            .help("From the agent's reading of a line to Elasticsearch's acknowledgement");
    topics.forEach((topic, latency) -> snapshot.dataPoint(point(topic, latency)));
    return snapshot.build();
  }

  @Override
  public String getPrometheusName() {
    return NAME;
  }

  /** Bounds at powers of two from 16 ms on: enough to see, and few enough for many topics. */
  private static HistogramDataPointSnapshot point(String topic, TopicLatency latency) {
    int octaves = LatencyHistogram.BUCKETS / LatencyHistogram.STEPS;
    double[] bounds = new double[octaves - FIRST_OCTAVE + 1];
    long[] counts = new long[bounds.length];
    int bound = 0;
    for (int bucket = 0; bucket < LatencyHistogram.BUCKETS; bucket++) {
      counts[bound] += latency.all().count(bucket);
      boolean ends = bucket % LatencyHistogram.STEPS == 0;
      if (ends && bucket >= FIRST_OCTAVE * LatencyHistogram.STEPS && bound < bounds.length - 1) {
        bounds[bound++] = LatencyHistogram.bound(bucket) / 1000;
      }
    }
    bounds[bounds.length - 1] = Double.POSITIVE_INFINITY;
    return HistogramDataPointSnapshot.builder()
        .labels(Labels.of("topic", topic))
        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
        .sum(latency.sumSeconds())
        .build();
  }
}
