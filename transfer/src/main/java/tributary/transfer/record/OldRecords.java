package tributary.transfer.record;

import java.nio.ByteBuffer;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.utils.CloseableIterator;

/**
 * The records of one batch of the formats v0 and v1, which brokers before 3.0 may have stored, as
 * the client's own objects.
 *
 * <p>Thread: its cursor's.
 */
final class OldRecords {

  private final CloseableIterator<Record> records;
  private long offset;
  private long timestamp;

  OldRecords(CloseableIterator<Record> records) {
    this.records = records;
  }

  boolean hasNext() {
    return records.hasNext();
  }

  /** Goes to the next record; says where its fields lie. */
  void next(RecordFields fields) {
    Record record = records.next();
    record.ensureValid();
    offset = record.offset();
    timestamp = record.timestamp();
    ByteBuffer both =
        ByteBuffer.allocate(Math.max(record.keySize(), 0) + Math.max(record.valueSize(), 0) + 1);
    if (record.hasKey()) {
      both.put(record.key());
    }
    if (record.hasValue()) {
      both.put(record.value());
    }
    fields.set(both.array(), record.hasKey() ? record.keySize() : -1, size(record));
  }

  private static int size(Record record) {
    return record.hasValue() ? record.valueSize() : -1;
  }

  long offset() {
    return offset;
  }

  long timestamp() {
    return timestamp;
  }

  void close() {
    records.close();
  }
}
