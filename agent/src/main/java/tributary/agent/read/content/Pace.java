package tributary.agent.read.content;

/**
 * Holds a file to so many events a second; nothing is dropped, the file waits. What it did not use
 * it keeps for a tenth of a second, so that looking at it now and then is enough. Thread: reader.
 */
public final class Pace {
  private static final double SECOND = 1e9;
  private static final int KEPT_PARTS = 10;

  private double free;
  private long last;
  private boolean begun;

  /**
   * Events that may begin now.
   *
   * @param rate of them a second; 0 is unlimited
   * @param now nanoseconds of a clock that only goes forward
   */
  public int allowed(int rate, long now) {
    if (rate == 0) {
      begun = false;
      return Integer.MAX_VALUE;
    }
    double most = Math.max(1, (double) rate / KEPT_PARTS);
    free = begun ? Math.min(most, free + (now - last) / SECOND * rate) : 1;
    last = now;
    begun = true;
    return (int) free;
  }

  /** So many began. */
  public void used(int events) {
    free -= events;
  }
}
