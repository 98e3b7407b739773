package tributary.agent.read;

/**
 * Bytes of a content for a framer to make events of. The array is the reader's and valid during the
 * call only; not a copy, so no value equality is meant.
 *
 * @param bytes holds them
 * @param from index of the first
 * @param to index after the last
 * @param offset of the first in the content
 * @param last whether an event ends at {@code to}, whatever stands there: a seam, or the end of a
 *     file that nobody writes any more
 * @param limit offset beyond which no event may end yet
 * @param events of which no more may begin
 * @param timestamp for the events, milliseconds since 1970
 */
@SuppressWarnings("ArrayRecordComponent")
public record Chunk(
    byte[] bytes,
    int from,
    int to,
    long offset,
    boolean last,
    long limit,
    int events,
    long timestamp) {

  /** The offset in the content of an index. */
  public long offsetOf(int index) {
    return offset + (index - from);
  }
}
