package tributary.agent.send.batch;

import java.nio.ByteBuffer;
import org.apache.kafka.common.record.RecordBatch;

/** The 61 bytes before a batch's records ("Record Batch" of Kafka's message format). */
final class BatchHeader {
  static final int SIZE = 61;
  static final byte[] EMPTY = new byte[SIZE];

  private static final int LENGTH = 8;
  private static final int LEADER_EPOCH = 12;
  private static final int MAGIC = 16;
  private static final int CRC = 17;
  private static final int ATTRIBUTES = 21;
  private static final int LAST_OFFSET_DELTA = 23;
  private static final int BASE_TIMESTAMP = 27;
  private static final int MAX_TIMESTAMP = 35;
  private static final int PRODUCER_ID = 43;
  private static final int PRODUCER_EPOCH = 51;
  private static final int BASE_SEQUENCE = 53;
  private static final int COUNT = 57;

  private BatchHeader() {}

  /** Writes all but who sends it. */
  static void write(BatchBytes bytes, int codec, int count, long baseTimestamp, long maxTimestamp) {
    ByteBuffer head = bytes.head();
    head.putInt(LENGTH, bytes.size() - LEADER_EPOCH);
    head.putInt(LEADER_EPOCH, RecordBatch.NO_PARTITION_LEADER_EPOCH);
    head.put(MAGIC, RecordBatch.MAGIC_VALUE_V2);
    head.putShort(ATTRIBUTES, (short) codec);
    head.putInt(LAST_OFFSET_DELTA, count - 1);
    head.putLong(BASE_TIMESTAMP, baseTimestamp);
    head.putLong(MAX_TIMESTAMP, maxTimestamp);
    head.putInt(COUNT, count);
  }

  /** Writes who sends it, and the checksum over all that follows it. */
  static void stamp(BatchBytes bytes, Stamp stamp) {
    ByteBuffer head = bytes.head();
    head.putLong(PRODUCER_ID, stamp.producerId());
    head.putShort(PRODUCER_EPOCH, stamp.epoch());
    head.putInt(BASE_SEQUENCE, stamp.sequence());
    head.putInt(CRC, bytes.checksum(ATTRIBUTES));
  }
}
