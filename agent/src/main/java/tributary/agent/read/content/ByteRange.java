package tributary.agent.read.content;

/**
 * A stretch of a content.
 *
 * @param from offset of its first byte
 * @param to offset after its last
 */
public record ByteRange(long from, long to) {

  /** How many bytes that is. */
  public long length() {
    return to - from;
  }
}
