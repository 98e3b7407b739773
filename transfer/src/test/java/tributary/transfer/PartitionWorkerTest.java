package tributary.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.kafka.DeadLetterHeaders;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.record.FetchedBatches;

/** What the worker of one partition does with records, answers and errors, step by step. */
class PartitionWorkerTest {

  private static final int ONE = 100;
  private static final Duration NO_TIME = Duration.ZERO;

  private final FakeSteps steps = new FakeSteps();
  private final StoredLog log = new StoredLog(new TopicPartition("t", 0));
  private PartitionWorker worker = worker("t", 0);

  @Test
  void theOffsetMovesAlongWhatIsSettledWithoutAGap() {
    log.append(CompressionType.LZ4, 3, ONE);
    fetch(0);
    assertThat(steps.offsets()).containsExactly(0L, 1L, 2L);
    assertThat(worker.openBytes()).isPositive();
    assertThat(worker.unmade()).isZero();
    assertThat(worker.isIdle()).isFalse();
    assertThat(worker.awaitIdle(NO_TIME)).isFalse();

    steps.settle(1);
    assertThat(worker.next()).isZero();
    steps.settle(0);
    assertThat(worker.next()).isEqualTo(2);
    steps.settle(2);
    assertThat(worker.next()).isEqualTo(3);
    assertThat(worker.openBytes()).isZero();
    assertThat(worker.isIdle()).isTrue();
    assertThat(worker.awaitIdle(NO_TIME)).isTrue();
    assertThat(worker.failure()).isEmpty();
  }

  @Test
  void whatIsNoRecordIsPassed() {
    log.marker().append(CompressionType.NONE, 1, ONE).gap(3).marker();
    fetch(0, 3);
    assertThat(steps.offsets()).containsExactly(1L);
    steps.settle(1);
    assertThat(worker.next()).isEqualTo(log.end());
    assertThat(worker.unread()).isEqualTo(log.end());
    assertThat(worker.isIdle()).isTrue();
  }

  @Test
  @DisplayName("T3: beyond its share batches wait as they are stored, until half of it is free")
  void itsShare() {
    log.append(CompressionType.GZIP, 100, ONE);
    worker.share(4_000);
    fetch(0);
    List<Long> first = steps.offsets();
    assertThat(first).hasSizeBetween(2, 30);
    assertThat(worker.unmade()).isPositive();
    assertThat(worker.unread()).isEqualTo(first.size());

    // What documents weigh is more than they are long; all of it is counted.
    worker.share(2 * worker.openBytes());
    steps.settle(0);
    assertThat(steps.documents).as("goes on").hasSizeGreaterThan(first.size() - 1);
    while (!steps.documents.isEmpty()) {
      steps.settle(steps.offsets().get(0));
    }
    assertThat(worker.next()).isEqualTo(100);
    assertThat(worker.unmade()).isZero();
    assertThat(worker.openBytes()).isZero();
  }

  @Test
  @DisplayName("T4: a refused document settles when its dead letter is stored, not before")
  void refused() {
    log.append(CompressionType.NONE, 2, ONE);
    fetch(0);
    steps.take(0).refuse();
    steps.settle(1);
    assertThat(steps.letters).hasSize(1);
    assertThat(steps.letters.get(0).refusal()).isEqualTo(FakeSteps.REFUSAL);
    assertThat(worker.next()).isZero();
    assertThat(worker.openBytes()).as("it is in memory still").isPositive();

    steps.letters.get(0).done().run();
    steps.run();
    assertThat(worker.next()).isEqualTo(2);
    assertThat(worker.openBytes()).isZero();
  }

  @Test
  @DisplayName("T7: a record whose document can't be made is a dead letter, its neighbours aren't")
  void impossibleDocument() {
    steps.making =
        record -> {
          if (record.offset() == 1) {
            throw new IllegalArgumentException("injected");
          }
        };
    log.append(CompressionType.SNAPPY, 3, ONE);
    fetch(0);

    assertThat(steps.offsets()).containsExactly(0L, 2L);
    assertThat(steps.letters.get(0).refusal().type()).isEqualTo("document_exception");
    assertThat(steps.letters.get(0).record().offset()).isEqualTo(1);
    steps.letters.get(0).done().run();
    steps.settle(0, 2);
    assertThat(worker.next()).isEqualTo(3);
    assertThat(worker.openBytes()).isZero();
  }

  @Test
  @DisplayName("T7: what a turn throws is its failure; the next worker begins where it settled")
  void failure() {
    log.append(CompressionType.NONE, 2, ONE).append(CompressionType.NONE, 2, ONE);
    fetch(0);
    steps.settle(0);
    steps.turn =
        partition -> {
          throw new IllegalStateException("injected");
        };
    fetch(2);
    assertThat(worker.failure()).get().hasToString("java.lang.IllegalStateException: injected");
    assertThat(worker.isIdle()).as("nobody waits for it").isTrue();
    assertThat(worker.next()).isEqualTo(1);

    steps.turn = partition -> {};
    worker.close();
    steps.run();
    assertThat(steps.documents).as("nobody wants them").isEmpty();
    worker = worker("t", worker.next());
    fetch(1, 2);
    assertThat(steps.offsets()).containsExactly(1L, 2L, 3L);
  }

  @Test
  @DisplayName("T7: bulk that has lost track is a failure too")
  void bulkFailed() {
    log.append(CompressionType.NONE, 1, ONE);
    fetch(0);
    worker.failed(new AssertionError("injected"));

    assertThat(worker.failure()).get().hasToString("java.lang.AssertionError: injected");
    assertThat(worker.awaitIdle(NO_TIME)).isTrue();
    assertThat(worker.next()).isZero();
  }

  @Test
  @DisplayName("T9: what comes before damaged bytes settles first, then the worker fails")
  void damagedBytes() {
    log.append(CompressionType.NONE, 2, ONE);
    FetchedBatches batches = log.fetch(0, 1);
    // The length of the second record, which lies behind the first one and the batch's head.
    int second = batches.bytes() - (batches.bytes() - 61) / 2;
    batches.records().buffer().put(second, (byte) 0x7f);
    worker.accept(batches);
    steps.run();
    assertThat(steps.offsets()).containsExactly(0L);
    assertThat(worker.failure()).isEmpty();
    assertThat(worker.unmade()).isZero();

    steps.settle(0);
    assertThat(worker.failure()).get().isInstanceOf(CorruptRecordException.class);
    assertThat(worker.next()).isEqualTo(1);
  }

  @Test
  @DisplayName("T10: handed over, it makes no more, but what bulk has sent still settles")
  void handOver() {
    log.append(CompressionType.ZSTD, 50, ONE).append(CompressionType.ZSTD, 50, ONE);
    worker.share(3_000);
    fetch(0, 2);
    FakeSteps.Document sent = steps.take(0);
    worker.close();
    assertThat(worker.isClosed()).isTrue();
    assertThat(worker.isIdle()).as("one is on its way").isFalse();
    sent.settle();
    steps.run();

    assertThat(worker.isIdle()).isTrue();
    assertThat(worker.next()).isEqualTo(1);
    assertThat(worker.unmade()).isZero();
    assertThat(worker.openBytes()).isZero();
    assertThat(steps.documents).isEmpty();
    fetch(2);
    assertThat(steps.documents).isEmpty();
    assertThat(worker.isIdle()).isTrue();
  }

  @Test
  @DisplayName("T12: it says why it waits while it has something that waits")
  void whyItWaits() {
    steps.waiting = Optional.of("index t is closed");
    assertThat(worker.waiting()).isEmpty();
    log.append(CompressionType.NONE, 1, ONE);
    fetch(0);
    assertThat(worker.waiting()).contains("index t is closed");
    steps.settle(0);
    assertThat(worker.waiting()).isEmpty();
  }

  @Test
  @DisplayName("the mark of a letter that was put through again is stored before it settles")
  void replayedLetter() {
    log.append(
        CompressionType.NONE,
        1,
        ONE,
        header(DeadLetterHeaders.SOURCE_TOPIC, "t"),
        header(DeadLetterHeaders.SOURCE_TOPIC_ID, "AAAAAAAAAAAAAAAAAAAAAQ"),
        header(DeadLetterHeaders.SOURCE_PARTITION, "0"),
        header(DeadLetterHeaders.SOURCE_OFFSET, "7"));
    fetch(0);
    steps.settle(0);
    assertThat(worker.next()).isZero();
    assertThat(worker.isIdle()).isFalse();
    assertThat(worker.openBytes()).as("it is in memory still").isPositive();

    steps.marks.get(0).done().run();
    steps.run();
    assertThat(worker.next()).isEqualTo(1);
    assertThat(worker.openBytes()).isZero();
    assertThat(worker.isIdle()).isTrue();
  }

  @Test
  @DisplayName("T18: what is refused of the dead letters themselves stays in Kafka")
  void refusedLetter() {
    worker = worker("t.dead", 0);
    log.append(CompressionType.NONE, 1, ONE);
    fetch(0);
    steps.take(0).refuse();
    steps.run();

    assertThat(steps.left).containsExactly(0L);
    assertThat(steps.letters).isEmpty();
    assertThat(worker.next()).isEqualTo(1);
    assertThat(worker.openBytes()).isZero();
  }

  private static RecordHeader header(String name, String value) {
    return new RecordHeader(name, value.getBytes(UTF_8));
  }

  private PartitionWorker worker(String topic, long start) {
    return steps.worker(new OwnedPartition(topic, "AAAAAAAAAAAAAAAAAAAAAQ", 0), start);
  }

  private void fetch(long from) {
    fetch(from, 1);
  }

  private void fetch(long from, int batches) {
    worker.accept(log.fetch(from, batches));
    steps.run();
  }
}
