package tributary.transfer.bulk;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts latencies in buckets whose bounds grow by a quarter of a power of two, from 1 ms to 73
 * min; what is longer is in the last one.
 *
 * <p>Thread: one counts; any reads.
 */
final class LatencyHistogram {

  /** Buckets of one power of two. */
  static final int STEPS = 4;

  static final int BUCKETS = 22 * STEPS + 1;

  private static final double[] BOUNDS = new double[BUCKETS];

  static {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      double step = Math.pow(2, bucket % STEPS / (double) STEPS);
      BOUNDS[bucket] = Math.scalb(step, bucket / STEPS);
    }
  }

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);

  /** Counts some for a {@link #bucket}. */
  void addTo(int bucket, int more) {
    counts.setRelease(bucket, counts.getPlain(bucket) + more);
  }

  /** The first bucket whose {@link #bound} isn't below it. */
  static int bucket(long millis) {
    if (millis <= 1) {
      return 0;
    }
    int octave = 63 - Long.numberOfLeadingZeros(millis);
    for (int bucket = octave * STEPS;
        bucket < Math.min(BUCKETS, octave * STEPS + STEPS);
        bucket++) {
      if (millis <= bound(bucket)) {
        return bucket;
      }
    }
    return Math.min(BUCKETS - 1, (octave + 1) * STEPS);
  }

  /** The greatest latency of a bucket, milliseconds. */
  static double bound(int bucket) {
    return BOUNDS[bucket];
  }

  long count(int bucket) {
    return counts.getAcquire(bucket);
  }

  /** Adds another one's counts. */
  void add(LatencyHistogram other) {
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      counts.set(bucket, counts.get(bucket) + other.count(bucket));
    }
  }

  long total() {
    long total = 0;
    for (int bucket = 0; bucket < BUCKETS; bucket++) {
      total += count(bucket);
    }
    return total;
  }

  /**
   * The bound, in seconds, that this share of all latencies doesn't exceed; 0 if there are none.
   */
  double quantile(double share) {
    long wanted = (long) Math.ceil(total() * share);
    long seen = 0;
    for (int bucket = 0; bucket < BUCKETS && wanted > 0; bucket++) {
      seen += count(bucket);
      if (seen >= wanted) {
        return Math.round(bound(bucket)) / 1000.0;
      }
    }
    return 0;
  }
}
