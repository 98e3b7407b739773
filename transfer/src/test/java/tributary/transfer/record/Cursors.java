package tributary.transfer.record;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;

/** Records as they come from a broker, each in a batch of its own. */
public final class Cursors {

  private static final int BASE_TIMESTAMP = 27;

  private Cursors() {}

  /** A cursor that stands on this record. */
  public static RecordCursor at(ConsumerRecord<byte[], byte[]> record) {
    RecordCursor cursor = before(List.of(record));
    cursor.next();
    return cursor;
  }

  /** A cursor before the first of these. */
  public static RecordCursor before(List<ConsumerRecord<byte[], byte[]>> records) {
    RecordCursor cursor = new RecordCursor(1 << 20);
    cursor.begin(batches(records));
    return cursor;
  }

  /** These, all of one partition, with ascending offsets. */
  public static FetchedBatches batches(List<ConsumerRecord<byte[], byte[]>> records) {
    List<ByteBuffer> batches = records.stream().map(Cursors::batch).toList();
    ByteBuffer all = ByteBuffer.allocate(batches.stream().mapToInt(ByteBuffer::remaining).sum());
    batches.forEach(all::put);
    ConsumerRecord<byte[], byte[]> first = records.get(0);
    return new FetchedBatches(
        new TopicPartition(first.topic(), first.partition()),
        MemoryRecords.readableRecords(all.flip()),
        first.offset());
  }

  /** The client's builder takes no timestamp below zero, but brokers have some. */
  private static ByteBuffer batch(ConsumerRecord<byte[], byte[]> record) {
    SimpleRecord simple =
        new SimpleRecord(0, record.key(), record.value(), record.headers().toArray());
    ByteBuffer batch =
        MemoryRecords.withRecords(
                RecordBatch.MAGIC_VALUE_V2, record.offset(), Compression.NONE, simple)
            .buffer();
    return batch.putLong(BASE_TIMESTAMP, record.timestamp());
  }
}
