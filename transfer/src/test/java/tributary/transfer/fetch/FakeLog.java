package tributary.transfer.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.record.TimestampType;

/** A partition as its leader keeps it: whole batches, perhaps with gaps between them. */
final class FakeLog {
  final Uuid topicId;
  Node leader;
  int epoch;
  private final List<MemoryRecords> batches = new ArrayList<>();
  private long begin;
  private long end;

  FakeLog(Uuid topicId, Node leader) {
    this.topicId = topicId;
    this.leader = leader;
  }

  long begin() {
    return begin;
  }

  long end() {
    return end;
  }

  /** Appends a batch of that many records, each with its offset as value. */
  void append(int records) {
    SimpleRecord[] values = new SimpleRecord[records];
    for (int i = 0; i < records; i++) {
      values[i] = new SimpleRecord(1_000L, null, ByteBuffer.allocate(8).putLong(0, end + i));
    }
    add(
        MemoryRecords.withRecords(
            RecordBatch.CURRENT_MAGIC_VALUE,
            end,
            Compression.NONE,
            TimestampType.CREATE_TIME,
            RecordBatch.NO_PRODUCER_ID,
            RecordBatch.NO_PRODUCER_EPOCH,
            RecordBatch.NO_SEQUENCE,
            epoch,
            false,
            values));
  }

  /** Appends a batch as it is; it begins at {@link #end}. */
  void add(MemoryRecords batch) {
    batches.add(batch);
    end = batch.batches().iterator().next().nextOffset();
  }

  /** Compaction took some offsets. */
  void gap(int offsets) {
    end += offsets;
  }

  /** Retention took the oldest batch. */
  void deleteOldest() {
    if (!batches.isEmpty()) {
      begin = batches.remove(0).batches().iterator().next().nextOffset();
    }
  }

  /** An unclean election took what is from this offset on, and another leader has appended. */
  void cut(long from) {
    batches.removeIf(batch -> batch.batches().iterator().next().baseOffset() >= from);
    end = batches.isEmpty() ? begin : last().batches().iterator().next().nextOffset();
    epoch++;
  }

  /** One bit of the batch that holds the offset turns over. */
  void damage(long offset) {
    for (MemoryRecords batch : batches) {
      if (batch.batches().iterator().next().lastOffset() >= offset) {
        ByteBuffer bytes = batch.buffer();
        int at = bytes.limit() - 1;
        bytes.put(at, (byte) (bytes.get(at) ^ 1));
        return;
      }
    }
  }

  private MemoryRecords last() {
    return batches.get(batches.size() - 1);
  }

  /** From the batch that holds the offset on; the last one may be cut short, the first is not. */
  MemoryRecords read(long offset, int most) {
    ByteBuffer bytes = ByteBuffer.allocate(1 << 20);
    for (MemoryRecords batch : batches) {
      if (batch.batches().iterator().next().lastOffset() >= offset) {
        int room = bytes.position() == 0 ? batch.sizeInBytes() : most - bytes.position();
        if (room <= 0) {
          break;
        }
        ByteBuffer stored = batch.buffer();
        bytes.put(stored.limit(stored.position() + Math.min(room, stored.remaining())));
      }
    }
    return MemoryRecords.readableRecords(bytes.flip());
  }

  /** Where the records of that epoch, or of the last one before it, end. */
  long endOf(int lastEpoch) {
    long ends = begin;
    for (MemoryRecords batch : batches) {
      RecordBatch head = batch.batches().iterator().next();
      if (head.partitionLeaderEpoch() <= lastEpoch) {
        ends = head.nextOffset();
      }
    }
    return lastEpoch >= epoch ? end : ends;
  }
}
