package tributary.transfer.consume;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import tributary.transfer.record.FetchedBatches;

/** Makes a batch of records that the client has taken apart. Thread: consumer. */
final class Repacked {

  private static final int ROOM = 64 * 1024;

  private Repacked() {}

  static FetchedBatches of(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
    long first = records.get(0).offset();
    MemoryRecordsBuilder batch =
        MemoryRecords.builder(
            ByteBuffer.allocate(ROOM),
            RecordBatch.MAGIC_VALUE_V2,
            Compression.NONE,
            TimestampType.CREATE_TIME,
            first);
    for (ConsumerRecord<byte[], byte[]> record : records) {
      batch.appendWithOffset(
          record.offset(),
          record.timestamp(),
          record.key(),
          record.value(),
          record.headers().toArray());
    }
    return new FetchedBatches(partition, batch.build(), first);
  }
}
