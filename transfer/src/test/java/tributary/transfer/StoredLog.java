package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import tributary.transfer.record.FetchedBatches;

/** A partition's batches as a broker has stored them, and gives them: from a batch's start. */
final class StoredLog {

  private final TopicPartition partition;
  private final List<MemoryRecords> batches = new ArrayList<>();
  private final List<Long> offsets = new ArrayList<>();
  private long end;

  StoredLog(TopicPartition partition) {
    this.partition = partition;
  }

  /** Appends a batch, each of its records with a value of so many bytes. */
  StoredLog append(CompressionType codec, int records, int bytes, Header... headers) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(1024),
            RecordBatch.MAGIC_VALUE_V2,
            Compression.of(codec).build(),
            TimestampType.CREATE_TIME,
            end,
            0L);
    for (int i = 0; i < records; i++) {
      byte[] value = ("%" + bytes + "d").formatted(end).getBytes(UTF_8);
      builder.appendWithOffset(end, 1_000L, null, value, headers);
      offsets.add(end++);
    }
    batches.add(builder.build());
    return this;
  }

  /** The offsets are gone, as compaction leaves them. */
  StoredLog gap(int count) {
    end += count;
    return this;
  }

  /** A transaction's end, which takes an offset and is no record. */
  StoredLog marker() {
    EndTransactionMarker commit = new EndTransactionMarker(ControlRecordType.COMMIT, 0);
    batches.add(MemoryRecords.withEndTransactionMarker(end++, 0, 0, 1, (short) 0, commit));
    return this;
  }

  long end() {
    return end;
  }

  /** Of all records. */
  List<Long> offsets() {
    return offsets;
  }

  /** So many batches from that which holds the offset, or the next after it; none at the end. */
  FetchedBatches fetch(long from, int count) {
    List<ByteBuffer> found = new ArrayList<>();
    for (MemoryRecords each : batches) {
      if (each.batches().iterator().next().lastOffset() >= from && found.size() < count) {
        found.add(each.buffer().duplicate());
      }
    }
    ByteBuffer all = ByteBuffer.allocate(found.stream().mapToInt(ByteBuffer::remaining).sum());
    found.forEach(all::put);
    return new FetchedBatches(partition, MemoryRecords.readableRecords(all.flip()), from);
  }
}
