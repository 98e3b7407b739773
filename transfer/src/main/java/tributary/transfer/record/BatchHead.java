package tributary.transfer.record;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What the client doesn't tell of a batch of the format v2 ("Record Batch" of Kafka's message
 * format).
 *
 * @param batch its bytes, from the position to the limit
 */
record BatchHead(ByteBuffer batch) {

  private static final int BASE_TIMESTAMP = 27;
  private static final int SIZE = 61;

  /** What the records' timestamps are counted from. */
  long baseTimestamp() {
    return batch.getLong(batch.position() + BASE_TIMESTAMP);
  }

  /**
   * The records, packed or not, in an array.
   *
   * @throws IOException if the batch is shorter than its head
   */
  ByteBuffer records() throws IOException {
    if (batch.remaining() < SIZE) {
      throw new IOException("a batch of " + batch.remaining() + " bytes");
    }
    ByteBuffer records = batch.duplicate().position(batch.position() + SIZE);
    return records.hasArray()
        ? records
        : ByteBuffer.allocate(records.remaining()).put(records).flip();
  }
}
