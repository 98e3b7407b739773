package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.record.MemoryRecords;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.record.FetchedBatches;

/** Crashes, hand-overs and recreated topics, by a manual clock and Kafka's own consumer double. */
class PartitionTableTest {

  private static final TopicPartition BAD = new TopicPartition("bad", 0);
  private static final TopicPartition GOOD = new TopicPartition("good", 0);
  private static final Duration ANSWER = Duration.ofSeconds(1);

  private final AtomicLong nanos = new AtomicLong();
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
  private final FakeFetching fetching = new FakeFetching();
  private final List<FakeHandler> opened = new ArrayList<>();
  private Catalogue catalogue =
      catalogue(
          Map.of("bad", "bad-id-AAAAAAAAAAAAAAA", "good", "good-id-AAAAAAAAAAAAAA"),
          Map.of(BAD, 1000L, GOOD, 1000L));
  private final PrometheusRegistry registry = new PrometheusRegistry();
  private final ConsumeMetrics metrics = new ConsumeMetrics(registry);
  private final PartitionTable table =
      new PartitionTable(consumer, fetching, () -> catalogue, this::open, metrics, nanos::get);

  @BeforeEach
  void assign() {
    consumer.assign(List.of(BAD, GOOD));
    consumer.updateBeginningOffsets(Map.of(BAD, 0L, GOOD, 0L));
    consumer.updateEndOffsets(Map.of(BAD, 1000L, GOOD, 1000L));
    table.onPartitionsAssigned(List.of(BAD, GOOD));
    table.start(ANSWER);
  }

  @Test
  @DisplayName(
      "T7: a worker that throws ten times goes on from what it settled, others undisturbed")
  void tenCrashes() {
    FakeHandler other = of(GOOD);
    for (int crash = 1; crash <= 10; crash++) {
      FakeHandler failing = of(BAD);
      failing.next = crash * 10L;
      failing.failure = new IllegalStateException("crash " + crash);
      table.supervise();
      assertThat(failing.closed).isTrue();
      assertThat(fetching.wanted).containsOnlyKeys(GOOD);
      assertThat(status(BAD).lastError()).contains("crash " + crash);

      table.start(ANSWER);
      assertThat(of(BAD)).as("not before its time").isSameAs(failing);
      nanos.addAndGet(Duration.ofSeconds(30).toNanos());
      table.start(ANSWER);
      assertThat(of(BAD)).isNotSameAs(failing);
      assertThat(of(BAD).start).isEqualTo(crash * 10L);
      assertThat(fetching.wanted).containsEntry(BAD, crash * 10L).containsKey(GOOD);
      assertThat(consumer.paused()).as("to the client, for ever").containsOnly(BAD, GOOD);
    }
    assertThat(status(BAD).restarts()).isEqualTo(10);
    assertThat(of(GOOD)).isSameAs(other);
    assertThat(other.closed).isFalse();
    assertThat(status(GOOD).restarts()).isZero();
  }

  @Test
  @DisplayName("T10: what is handed over is closed, given time to settle, and committed")
  void handOver() {
    FakeHandler going = of(BAD);
    going.next = 7;
    going.settlesWhileWaiting = 42;

    table.onPartitionsRevoked(List.of(BAD));

    assertThat(going.closed).isTrue();
    assertThat(going.waited).isLessThanOrEqualTo(Duration.ofSeconds(5));
    assertThat(consumer.committed(Set.of(BAD)).get(BAD))
        .isEqualTo(new OffsetAndMetadata(42, "bad-id-AAAAAAAAAAAAAAA"));
    assertThat(table.slot(BAD)).isNull();
    assertThat(table.slot(GOOD)).isNotNull();
  }

  @Test
  @DisplayName("T13: a topic that was created again is read from its start, whatever was committed")
  void recreated() {
    FakeHandler before = of(BAD);
    before.next = 500;
    consumer.commitSync(Map.of(BAD, new OffsetAndMetadata(500, "bad-id-AAAAAAAAAAAAAAA")));
    consumer.updateEndOffsets(Map.of(BAD, 3L));
    catalogue =
        catalogue(
            Map.of("bad", "new-id-AAAAAAAAAAAAAAA", "good", "good-id-AAAAAAAAAAAAAA"),
            Map.of(BAD, 3L, GOOD, 9L));

    table.matchIds(catalogue);
    table.start(ANSWER);

    assertThat(before.closed).isTrue();
    assertThat(of(BAD).start).isZero();
    assertThat(of(BAD).partition.topicId()).isEqualTo("new-id-AAAAAAAAAAAAAAA");
  }

  @Test
  @DisplayName("a damaged record stops its partition, which is tried again; the others go on")
  void damagedRecord() {
    FakeHandler other = of(GOOD);
    of(BAD).next = 7;

    table.corrupt(BAD, "batch at offset 7 is invalid");

    assertThat(fetching.wanted).containsOnlyKeys(GOOD);
    assertThat(status(BAD).lastError()).isEqualTo("batch at offset 7 is invalid");
    assertThat(status(BAD).state()).isEqualTo("restarting");
    nanos.addAndGet(Duration.ofSeconds(30).toNanos());
    table.start(ANSWER);
    assertThat(of(BAD).start).isEqualTo(7);
    assertThat(fetching.wanted).containsEntry(BAD, 7L);
    assertThat(of(GOOD)).isSameAs(other);
  }

  @Test
  @DisplayName("T13: an offset that is out of range is found out anew, from what was settled")
  void outOfRange() {
    of(BAD).next = 5;
    consumer.updateBeginningOffsets(Map.of(BAD, 9L));

    table.outOfRange(BAD, "offset 5 is out of range");
    table.outOfRange(new TopicPartition("gone", 0), "handed over meanwhile");
    table.start(ANSWER);

    assertThat(of(BAD).start).isEqualTo(9);
    assertThat(fetching.wanted).containsEntry(BAD, 9L);
    assertThat(status(BAD).lastError()).contains("offsets 5 to 8 are lost");
  }

  @Test
  @DisplayName("T13: what an unclean election has put in the place of settled records is read, too")
  void cutLog() {
    of(BAD).next = 150;
    consumer.commitSync(Map.of(BAD, new OffsetAndMetadata(150, "bad-id-AAAAAAAAAAAAAAA")));

    table.cut(BAD, 100, "the log was cut");
    table.cut(new TopicPartition("gone", 0), 100, "handed over meanwhile");

    assertThat(consumer.committed(Set.of(BAD)).get(BAD))
        .as("or those who go on after us would pass over it")
        .isEqualTo(new OffsetAndMetadata(100, "bad-id-AAAAAAAAAAAAAAA"));
    table.start(ANSWER);
    assertThat(of(BAD).start).isEqualTo(100);
    assertThat(fetching.wanted).containsEntry(BAD, 100L);

    of(BAD).next = 120;
    table.cut(BAD, 200, "the log was cut behind what is settled");
    assertThat(consumer.committed(Set.of(BAD)).get(BAD).offset()).isEqualTo(100);
    assertThat(PartitionTable.commits(table.slots())).isEmpty();
    table.start(ANSWER);
    assertThat(of(BAD).start).isEqualTo(120);
    assertThat(PartitionTable.commits(table.slots()).get(BAD).offset()).isEqualTo(120);
  }

  @Test
  void whatIsFetchedGoesToItsHandler() {
    FetchedBatches batches = new FetchedBatches(BAD, MemoryRecords.EMPTY, 0);

    table.fetched(batches);
    table.fetched(new FetchedBatches(new TopicPartition("gone", 0), MemoryRecords.EMPTY, 0));

    assertThat(of(BAD).accepted).containsExactly(batches);
    assertThat(of(GOOD).accepted).isEmpty();
  }

  @Test
  void whyNothingIsFetchedIsShown() {
    fetching.problems.put(BAD, "its leader is not known");

    assertThat(status(BAD).state()).isEqualTo("waiting");
    assertThat(status(BAD).why()).isEqualTo("its leader is not known");
  }

  @Test
  @DisplayName("T13: a topic deleted while its worker waits to be restarted holds up no other")
  void deletedWhileRestarting() {
    of(BAD).failure = new IllegalStateException("crash");
    of(GOOD).failure = new IllegalStateException("crash");
    table.supervise();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    catalogue = catalogue(Map.of("good", "good-id-AAAAAAAAAAAAAA"), Map.of(GOOD, 1000L));
    FakeHandler before = of(BAD);

    table.start(ANSWER);

    assertThat(of(GOOD).failure).as("started again").isNull();
    assertThat(of(BAD)).as("not asked for").isSameAs(before);
  }

  @Test
  @DisplayName("T12: a partition without a leader holds up no other")
  void leaderless() {
    of(BAD).failure = new IllegalStateException("crash");
    of(GOOD).failure = new IllegalStateException("crash");
    table.supervise();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    catalogue =
        catalogue(
            Map.of("bad", "bad-id-AAAAAAAAAAAAAAA", "good", "good-id-AAAAAAAAAAAAAA"),
            Map.of(GOOD, 1000L));

    table.start(ANSWER);

    assertThat(of(GOOD).failure).as("started again").isNull();
    assertThat(of(BAD).failure).isNotNull();
    catalogue =
        catalogue(
            Map.of("bad", "bad-id-AAAAAAAAAAAAAAA", "good", "good-id-AAAAAAAAAAAAAA"),
            Map.of(BAD, 9L, GOOD, 1000L));
    table.start(ANSWER);
    assertThat(of(BAD).failure).as("its leader is back").isNull();
  }

  @Test
  @DisplayName("T12: positions that can't be found out are asked for again one by one, visibly")
  void unknownPositions() {
    of(BAD).failure = new IllegalStateException("crash");
    of(GOOD).failure = new IllegalStateException("crash");
    table.supervise();
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    consumer.setOffsetsException(new TimeoutException("no answer"));

    table.start(ANSWER);

    assertThat(status(BAD).lastError()).contains("no answer");
    assertThat(status(BAD).state()).isEqualTo("restarting");
    table.start(ANSWER);
    assertThat(status(BAD).state()).as("not before its time").isEqualTo("restarting");
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    table.start(ANSWER);
    table.start(ANSWER);
    assertThat(of(BAD).failure).isNull();
    assertThat(of(GOOD).failure).isNull();
  }

  @Test
  @DisplayName("T12: the right to read a topic is taken away: it waits and says why, others go on")
  void mayNotRead() {
    of(BAD).next = 5;
    FakeHandler good = of(GOOD);

    table.mayNotRead(Set.of("bad"), "Not authorized to access topics: [bad]");

    assertThat(of(BAD).closed).isTrue();
    assertThat(fetching.wanted).containsOnlyKeys(GOOD);
    assertThat(status(BAD).why()).contains("Not authorized");
    nanos.addAndGet(Duration.ofMinutes(1).toNanos());
    table.start(ANSWER);
    assertThat(of(BAD).start).isEqualTo(5);
    assertThat(of(GOOD)).isSameAs(good);
  }

  @Test
  @DisplayName("T10: what others were given is closed and not committed, and may come back")
  void lostToOthers() {
    FakeHandler zombie = of(BAD);
    zombie.next = 40;

    table.onPartitionsLost(List.of(BAD));
    zombie.next = 50;

    assertThat(zombie.closed).isTrue();
    assertThat(PartitionTable.commits(table.slots())).isEmpty();
    consumer.commitSync(Map.of(BAD, new OffsetAndMetadata(70, "bad-id-AAAAAAAAAAAAAAA")));
    table.onPartitionsAssigned(List.of(BAD));
    table.start(ANSWER);
    assertThat(of(BAD).start).as("where the others have come to").isEqualTo(70);
  }

  private static Catalogue catalogue(Map<String, String> ids, Map<TopicPartition, Long> ends) {
    return new Catalogue(new TreeMap<>(ids), new TreeMap<>(), ends);
  }

  @Test
  void theLagOfWhatIsNotOursOrNotKnownIsNoLongerTold() {
    of(BAD).next = 400;
    report(Map.of(BAD, 1000L, GOOD, 1000L));
    assertThat(lags()).containsExactlyInAnyOrder("bad 600.0", "good 1000.0");

    report(Map.of(BAD, 1000L));
    assertThat(lags()).containsExactly("bad 600.0");

    table.close();
    assertThat(lags()).isEmpty();
    assertThat(of(BAD).closed).isTrue();
  }

  private void report(Map<TopicPartition, Long> ends) {
    StatusReport report = new StatusReport(ends, metrics, fetching, nanos.get());
    table.slots().forEach(report::of);
  }

  private List<String> lags() {
    return registry.scrape("tributary_transfer_lag_records"::equals).stream()
        .flatMap(lag -> lag.getDataPoints().stream())
        .map(GaugeDataPointSnapshot.class::cast)
        .map(point -> point.getLabels().get("topic") + " " + point.getValue())
        .toList();
  }

  private PartitionStatus status(TopicPartition partition) {
    return new StatusReport(
            Map.of(), new ConsumeMetrics(new PrometheusRegistry()), fetching, nanos.get())
        .of(table.slot(partition));
  }

  private FakeHandler of(TopicPartition partition) {
    FakeHandler last = null;
    for (FakeHandler handler : opened) {
      if (handler.partition.topicPartition().equals(partition)) {
        last = handler;
      }
    }
    return last;
  }

  private PartitionHandler open(OwnedPartition partition, long start) {
    FakeHandler handler = new FakeHandler(partition, start);
    opened.add(handler);
    return handler;
  }
}
