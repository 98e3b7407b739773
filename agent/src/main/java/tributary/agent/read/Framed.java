package tributary.agent.read;

/**
 * What a framer made of a chunk.
 *
 * @param next index of the first byte that it wants to be given again
 * @param between whether that is where an event begins, so that settings may change there
 * @param sent bytes of the content that the sender took
 * @param skipped bytes of the content that were left out on purpose
 * @param events of which it handed over the first part, or all
 * @param mayEnd offset at which a time-out would end the event at {@code next}; -1 if none can
 * @param stop why it went no further
 */
public record Framed(
    int next, boolean between, long sent, long skipped, int events, long mayEnd, Stop stop) {

  /** Why a framer stops. */
  public enum Stop {
    /** There is nothing left, or no whole event. */
    NEEDS_MORE,
    /** The sender takes nothing now. */
    BLOCKED,
    /** The next event would end beyond the limit. */
    LIMIT,
    /** As many events began as may now. */
    RATE
  }
}
