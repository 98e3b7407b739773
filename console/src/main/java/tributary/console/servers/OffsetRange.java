package tributary.console.servers;

/**
 * Which records of a partition there are.
 *
 * @param start the first one's offset
 * @param end the one after the last
 */
public record OffsetRange(long start, long end) {

  /** How many offsets lie at or after this one, which may be before the start. */
  public long from(long offset) {
    return Math.max(0, end - Math.max(start, offset));
  }

  /** How many there are. */
  public long size() {
    return end - start;
  }
}
