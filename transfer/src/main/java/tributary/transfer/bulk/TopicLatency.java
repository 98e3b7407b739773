package tributary.transfer.bulk;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;

/**
 * How long lines of one topic took from the agent's reading to Elasticsearch's acknowledgement: of
 * all time, and of the last minutes.
 *
 * <p>Thread: bulk counts; any reads.
 */
final class TopicLatency {

  private static final long MINUTE = Duration.ofMinutes(1).toNanos();
  private static final int MINUTES = 5;

  private final LongSupplier nanos;
  private final LatencyHistogram all = new LatencyHistogram();
  private final AtomicLong sum = new AtomicLong();
  private final AtomicReferenceArray<Minute> minutes = new AtomicReferenceArray<>(MINUTES);

  /** What was counted in one minute. */
  private record Minute(long number, LatencyHistogram counts) {}

  TopicLatency(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /** What is counted into now; good for one reply. */
  LatencyHistogram now() {
    long number = nanos.getAsLong() / MINUTE;
    int place = (int) Math.floorMod(number, (long) MINUTES);
    Minute minute = minutes.get(place);
    if (minute == null || minute.number() != number) {
      minute = new Minute(number, new LatencyHistogram());
      minutes.set(place, minute);
    }
    return minute.counts();
  }

  /** Counts some lines that took equally long; {@code now} is {@link #now}. */
  void add(LatencyHistogram now, long millis, int lines) {
    int bucket = LatencyHistogram.bucket(millis);
    now.addTo(bucket, lines);
    all.addTo(bucket, lines);
    sum.setPlain(sum.getPlain() + millis * lines);
  }

  LatencyHistogram all() {
    return all;
  }

  double sumSeconds() {
    return sum.get() / 1000.0;
  }

  /** Those of the last five minutes. */
  LatencyHistogram recent() {
    long number = nanos.getAsLong() / MINUTE;
    LatencyHistogram recent = new LatencyHistogram();
    for (int place = 0; place < MINUTES; place++) {
      Minute minute = minutes.get(place);
      if (minute != null && number - minute.number() < MINUTES) {
        recent.add(minute.counts());
      }
    }
    return recent;
  }
}
