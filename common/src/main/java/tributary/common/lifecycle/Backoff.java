package tributary.common.lifecycle;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: doubled each time up to a cap, each wait drawn between
 * half of that and all of it, so that a thousand hosts don't come back in the same millisecond.
 * Thread: its owner's.
 */
public final class Backoff {
  private final Duration first;
  private final Duration max;
  private final RandomGenerator random;
  private Duration current;

  /**
   * @param first the longest first wait, positive
   * @param max the longest wait of all, not below {@code first}
   */
  public Backoff(Duration first, Duration max, RandomGenerator random) {
    if (first.isNegative() || first.isZero() || max.compareTo(first) < 0) {
      throw new IllegalArgumentException("back-off from " + first + " to " + max);
    }
    this.first = first;
    this.max = max;
    this.random = random;
    this.current = first;
  }

  /** The next wait. */
  public Duration next() {
    long whole = current.toNanos();
    Duration doubled = current.multipliedBy(2);
    current = doubled.compareTo(max) > 0 ? max : doubled;
    return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2 + 1));
  }

  /** After a success: the next wait is the first again. */
  public void reset() {
    current = first;
  }
}
