package tributary.agent.read;

/**
 * When a file is read again of which something was refused: after a second, and twice as long each
 * time until something is acknowledged. Times are nanoseconds. Thread: reader.
 */
final class Retry {
  private static final long FIRST = 1_000_000_000L;
  private static final long LONGEST = 30_000_000_000L;

  private long at = Long.MIN_VALUE / 2;
  private long backoff;
  private long refusedAt = -1;

  /** Whether it is too early. */
  boolean waits(long now) {
    return now - at < 0;
  }

  /** It was refused again, with all before this offset acknowledged. */
  void refused(long acknowledged, long now) {
    backoff = acknowledged == refusedAt ? Math.min(2 * backoff, LONGEST) : FIRST;
    refusedAt = acknowledged;
    at = now + backoff;
  }
}
