package tributary.transfer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Latencies by topic, of the last minutes and of all time. */
class SearchableTimesTest {

  private final AtomicLong nanos = new AtomicLong();
  private final SearchableTimes times = new SearchableTimes(nanos::get);

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 5, 99, 100, 1000, 12_345, 3_600_000})
  void aBucketHoldsWhatIsNotAboveItsBound(long millis) {
    int bucket = LatencyHistogram.bucket(millis);

    assertThat((double) millis).isLessThanOrEqualTo(LatencyHistogram.bound(bucket));
    if (bucket > 0) {
      assertThat((double) millis).isGreaterThan(LatencyHistogram.bound(bucket - 1));
    }
  }

  @Test
  void quantilesAreOfTheLastMinutes() {
    add("a", 100, 98);
    add("a", 2_000, 2);
    add("b", 50, 1);

    Latency latency = times.recent().get("a");
    assertThat(latency.lines()).isEqualTo(100);
    assertThat(latency.p50()).isBetween(0.1, 0.12);
    assertThat(latency.p99()).isBetween(2.0, 2.4);

    nanos.addAndGet(Duration.ofMinutes(4).toNanos());
    add("b", 50, 1);
    assertThat(times.recent()).containsOnlyKeys("a", "b");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    assertThat(times.recent()).containsOnlyKeys("b");
  }

  @Test
  void theHistogramIsOfAllTime() {
    add("a", 10, 3);
    add("a", 1_000, 2);
    add("a", Duration.ofDays(1).toMillis(), 1);
    nanos.addAndGet(Duration.ofHours(1).toNanos());

    HistogramDataPointSnapshot point = times.collect().getDataPoints().get(0);
    assertThat(point.getCount()).isEqualTo(6);
    assertThat(point.getSum()).isEqualTo(86_402.03);
    assertThat(point.getClassicBuckets().getUpperBound(0)).isEqualTo(0.016);
    assertThat(point.getClassicBuckets().getCount(0)).isEqualTo(3);
    assertThat(point.getClassicBuckets().getCount(6)).isEqualTo(2);
    assertThat(point.getLabels().get("topic")).isEqualTo("a");
  }

  private void add(String topic, long millis, int count) {
    TopicLatency latency = times.of(topic);
    for (int i = 0; i < count; i++) {
      latency.add(latency.now(), millis, 1);
    }
  }
}
