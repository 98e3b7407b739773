package tributary.transfer.record;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Whole record batches of one partition, in order, as they lie in a broker's answer; their
 * checksums have been verified. A fetch begins with the batch that holds the offset that was asked
 * for, so records before that are skipped.
 *
 * <p>Immutable; keeps the answer's memory alive.
 */
public final class FetchedBatches {

  private final TopicPartition partition;
  private final MemoryRecords records;
  private final long from;
  private final int count;
  private final long next;

  /**
   * @param records batches; one that is cut at the end is left out
   * @param from the offset that was asked for
   * @throws CorruptRecordException if a batch's head makes no sense
   */
  public FetchedBatches(TopicPartition partition, MemoryRecords records, long from) {
    this.partition = partition;
    this.records = records;
    this.from = from;
    int sum = 0;
    long after = from;
    for (RecordBatch batch : records.batches()) {
      sum += batch.isControlBatch() ? 0 : records(batch);
      after = Math.max(after, batch.nextOffset());
    }
    this.count = sum;
    this.next = after;
  }

  /** Old formats don't say it. */
  private static int records(RecordBatch batch) {
    Integer count = batch.countOrNull();
    return count == null ? 1 : count;
  }

  public TopicPartition partition() {
    return partition;
  }

  /** The batches. */
  public MemoryRecords records() {
    return records;
  }

  /** Records before this offset are skipped. */
  public long from() {
    return from;
  }

  /** Bytes as they are stored, packed. */
  public int bytes() {
    return records.sizeInBytes();
  }

  /** How many records, as the batches' heads say: there may be fewer that count. */
  public int count() {
    return count;
  }

  /** The offset after the last batch, or {@link #from} if that is greater. */
  public long next() {
    return next;
  }

  @Override
  public String toString() {
    return bytes() + " bytes of " + partition + " from offset " + from;
  }
}
