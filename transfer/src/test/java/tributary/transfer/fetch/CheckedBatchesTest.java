package tributary.transfer.fetch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.FetchResponseData.AbortedTransaction;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Which batches of an answer are handed over. */
class CheckedBatchesTest {
  private static final short EPOCH = 0;

  @Test
  void aBatchThatIsCutAtTheEndComesAgain() {
    FakeLog log = new FakeLog(null, null);
    log.append(3);
    log.append(3);
    int first = log.read(0, 1).sizeInBytes();

    CheckedBatches checked = of(log.read(0, first + 20), 0, IsolationLevel.READ_UNCOMMITTED);

    assertThat(checked.next()).isEqualTo(3);
    assertThat(checked.records().sizeInBytes()).isEqualTo(first);
    assertThat(checked.damage()).isEmpty();
  }

  @Test
  void bytesWithoutAWholeBatchAreDamage() {
    FakeLog log = new FakeLog(null, null);
    log.append(3);
    ByteBuffer part = log.read(0, 1).buffer();
    part.limit(part.limit() - 1);

    CheckedBatches checked =
        of(MemoryRecords.readableRecords(part), 0, IsolationLevel.READ_UNCOMMITTED);

    assertThat(checked.damage()).contains("without a record at 0");
    assertThat(checked.next()).isZero();
  }

  @Test
  void aHeadThatMakesNoSenseIsDamage() {
    FakeLog log = new FakeLog(null, null);
    log.append(3);
    MemoryRecords records = log.read(0, 1);
    records.buffer().putInt(8, 3);

    CheckedBatches checked = of(records, 0, IsolationLevel.READ_UNCOMMITTED);

    assertThat(checked.damage()).contains("the batch after offset -1 is damaged");
  }

  @Test
  void nothingIsNoDamage() {
    CheckedBatches checked = of(MemoryRecords.EMPTY, 5, IsolationLevel.READ_UNCOMMITTED);

    assertThat(checked.next()).isEqualTo(5);
    assertThat(checked.damage()).isEmpty();
  }

  @Test
  @DisplayName("T9: read_committed: records of aborted transactions are passed over, others not")
  void aborted() {
    MemoryRecords records =
        joined(
            transactional(0, 1, "aborted"),
            transactional(1, 2, "open, then committed"),
            transactional(2, 1, "aborted, too"),
            marker(3, 1, ControlRecordType.ABORT),
            transactional(4, 1, "the next transaction"),
            MemoryRecords.withRecords(
                5, Compression.NONE, new SimpleRecord("plain".getBytes(UTF_8))),
            marker(6, 2, ControlRecordType.COMMIT));
    PartitionData data = new PartitionData().setRecords(records);
    data.setAbortedTransactions(
        List.of(new AbortedTransaction().setProducerId(1).setFirstOffset(0)));

    CheckedBatches checked = CheckedBatches.of(data, 0, config(IsolationLevel.READ_COMMITTED));

    assertThat(visible(checked)).containsExactly(1L, 4L, 5L);
    assertThat(checked.next()).isEqualTo(7);
  }

  @Test
  void readUncommittedSeesThem() {
    PartitionData data =
        new PartitionData()
            .setRecords(joined(transactional(0, 1, "a"), marker(1, 1, ControlRecordType.ABORT)));

    CheckedBatches checked = CheckedBatches.of(data, 0, config(IsolationLevel.READ_UNCOMMITTED));

    assertThat(visible(checked)).containsExactly(0L);
  }

  private static List<Long> visible(CheckedBatches checked) {
    List<Long> offsets = new ArrayList<>();
    for (MutableRecordBatch batch : checked.records().batches()) {
      if (!batch.isControlBatch()) {
        offsets.add(batch.baseOffset());
      }
    }
    return offsets;
  }

  private static CheckedBatches of(MemoryRecords records, long from, IsolationLevel isolation) {
    return CheckedBatches.of(new PartitionData().setRecords(records), from, config(isolation));
  }

  private static FetchConfig config(IsolationLevel isolation) {
    return new FetchConfig(1, 1000, 500, 1000, 0, true, "", isolation);
  }

  private static MemoryRecords transactional(long offset, long producer, String value) {
    return MemoryRecords.withTransactionalRecords(
        offset, Compression.NONE, producer, EPOCH, 0, 0, new SimpleRecord(value.getBytes(UTF_8)));
  }

  private static MemoryRecords marker(long offset, long producer, ControlRecordType type) {
    return MemoryRecords.withEndTransactionMarker(
        offset, 0, 0, producer, EPOCH, new EndTransactionMarker(type, 0));
  }

  private static MemoryRecords joined(MemoryRecords... batches) {
    ByteBuffer all = ByteBuffer.allocate(10_000);
    for (MemoryRecords batch : batches) {
      all.put(batch.buffer());
    }
    return MemoryRecords.readableRecords(all.flip());
  }
}
