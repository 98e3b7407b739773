package tributary.transfer.fetch;

import java.nio.ByteBuffer;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.requests.FetchResponse;

/**
 * What of a partition's answer can be handed over: its whole batches up to the first damaged one. A
 * broker cuts the last batch where the answer is full (KIP-74); that comes again.
 *
 * @param records the whole batches, empty if there are none
 * @param next the offset after them
 * @param epoch the leader epoch of the last, -1 if it has none
 * @param damage what is wrong with what follows them, empty if nothing is
 */
record CheckedBatches(MemoryRecords records, long next, int epoch, String damage) {

  /**
   * Looks through an answer without an error.
   *
   * @param from the offset that was asked for
   */
  static CheckedBatches of(PartitionData data, long from, FetchConfig config) {
    MemoryRecords all = (MemoryRecords) FetchResponse.recordsOrFail(data);
    ByteBuffer buffer = all.buffer();
    AbortedBatches aborted =
        config.isolationLevel == IsolationLevel.READ_COMMITTED
            ? new AbortedBatches(data.abortedTransactions())
            : null;
    int at = buffer.position();
    long next = from;
    int epoch = RecordBatch.NO_PARTITION_LEADER_EPOCH;
    String damage = "";
    try {
      for (RecordBatch batch : all.batches()) {
        if (config.checkCrcs) {
          batch.ensureValid();
        }
        if (aborted != null) {
          aborted.look(batch, buffer, at);
        }
        at += batch.sizeInBytes();
        next = Math.max(next, batch.nextOffset());
        epoch = batch.partitionLeaderEpoch();
      }
    } catch (CorruptRecordException e) {
      damage = "the batch after offset " + (next - 1) + " is damaged: " + e.getMessage();
    }
    int bytes = at - buffer.position();
    if (damage.isEmpty() && next == from && all.sizeInBytes() > 0) {
      damage = "the broker sent " + all.sizeInBytes() + " bytes without a record at " + from;
    }
    ByteBuffer whole = held(buffer.slice(buffer.position(), bytes));
    return new CheckedBatches(MemoryRecords.readableRecords(whole), next, epoch, damage);
  }

  /**
   * The same in memory that is about its own: batches of a partition that stands still would
   * otherwise keep a whole answer alive each, nearly all of it others' batches.
   */
  private static ByteBuffer held(ByteBuffer batches) {
    if (!batches.hasArray()) {
      return batches;
    }
    int before = batches.arrayOffset() + batches.position();
    int after = batches.array().length - before - batches.remaining();
    return before + after > batches.remaining()
        ? ByteBuffer.allocate(batches.remaining()).put(batches).flip()
        : batches;
  }
}
