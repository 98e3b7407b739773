package tributary.transfer.fetch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;

/**
 * Hides the records of aborted transactions, as {@code CompletedFetch.nextFetchedRecord} does for
 * {@code isolation.level = read_committed}. A batch of theirs is turned into one of control
 * records, which nobody reads, so that its offsets are passed like those of any other.
 */
final class AbortedBatches {
  /** Where the lower byte of a batch's attributes lies, and which bit says "control". */
  private static final int ATTRIBUTES = 22;

  private static final int CONTROL = 0x20;

  private final List<AbortedTransaction> coming;
  private final Set<Long> aborted = new HashSet<>();

  /**
   * @param transactions those of the answer; null if it has none
   */
  AbortedBatches(List<AbortedTransaction> transactions) {
    coming = transactions == null ? new ArrayList<>() : new ArrayList<>(transactions);
    coming.sort(Comparator.comparingLong(AbortedTransaction::firstOffset));
  }

  /**
   * Looks at the next batch.
   *
   * @param buffer that it lies in
   * @param at where it begins there
   */
  void look(RecordBatch batch, ByteBuffer buffer, int at) {
    if (batch.magic() < RecordBatch.MAGIC_VALUE_V2 || !batch.hasProducerId()) {
      return;
    }
    while (!coming.isEmpty() && coming.get(0).firstOffset() <= batch.lastOffset()) {
      aborted.add(coming.remove(0).producerId());
    }
    if (batch.isControlBatch()) {
      if (isAbort(batch)) {
        aborted.remove(batch.producerId());
      }
    } else if (batch.isTransactional() && aborted.contains(batch.producerId())) {
      buffer.put(at + ATTRIBUTES, (byte) (buffer.get(at + ATTRIBUTES) | CONTROL));
    }
  }

  private static boolean isAbort(RecordBatch batch) {
    Iterator<Record> records = batch.iterator();
    return records.hasNext()
        && ControlRecordType.parse(records.next().key()) == ControlRecordType.ABORT;
  }
}
