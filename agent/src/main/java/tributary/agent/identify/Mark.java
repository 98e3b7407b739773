package tributary.agent.identify;

/**
 * What stood before an offset of a content.
 *
 * @param offset in bytes
 * @param hash of the {@link #WIDTH} bytes before it, or of all if there are fewer
 */
public record Mark(long offset, long hash) {

  /** Bytes that a mark covers. */
  public static final int WIDTH = 256;

  /** The mark at an offset, from a buffer in which the bytes before it end at {@code end}. */
  public static Mark of(long offset, byte[] buffer, int end) {
    int width = (int) Math.min(WIDTH, offset);
    return new Mark(offset, Hashes.of(buffer, end - width, width));
  }

  /** How many bytes before the offset it covers. */
  public int width() {
    return (int) Math.min(WIDTH, offset);
  }
}
