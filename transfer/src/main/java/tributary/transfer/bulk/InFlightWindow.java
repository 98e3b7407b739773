package tributary.transfer.bulk;

import java.time.Duration;

/**
 * How many requests may be in flight: one more for each window's worth of good ones, half as many
 * after the server had no room or took very long (additive increase, multiplicative decrease).
 *
 * <p>Thread: bulk.
 */
final class InFlightWindow {

  /** An answer that took this long says that the server has more than it can do. */
  static final Duration SLOW = Duration.ofSeconds(10);

  private final int most;
  private double size;

  InFlightWindow(int most) {
    this.most = most;
    this.size = most;
  }

  int size() {
    return (int) size;
  }

  void answered(Duration took, boolean roomLeft) {
    if (roomLeft && took.compareTo(SLOW) < 0) {
      size = Math.min(most, size + 1 / size);
    } else {
      size = Math.max(1, size / 2);
    }
  }
}
