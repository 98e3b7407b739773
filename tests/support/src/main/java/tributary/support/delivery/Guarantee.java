package tributary.support.delivery;

import java.time.Duration;

/** A promise of the product that a test holds the system to. */
public interface Guarantee {
  /**
   * Waits until it holds, and fails with what is wrong if it doesn't within the time.
   *
   * @param timeout for what is still on its way
   */
  void holdsWithin(Duration timeout);
}
