package tributary.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.record.FetchedBatches;

/**
 * Batches are given back at any time, also in the midst of one, while others of the worker's tasks
 * wait: each record is handed on once, in order, and all settles.
 */
class GivenBackHistoriesTest {

  private static final CompressionType[] CODECS = CompressionType.values();

  private final FakeSteps steps = new FakeSteps();
  private final StoredLog log = new StoredLog(new TopicPartition("t", 0));
  private final List<Long> handedOn = new ArrayList<>();
  private final PartitionWorker worker =
      steps.worker(new OwnedPartition("t", "AAAAAAAAAAAAAAAAAAAAAQ", 0), 0);
  private boolean wanted = true;
  private long position;

  @Test
  @DisplayName("T12: a partition gives back the rest of a batch, and goes on within it later")
  void withinABatch() {
    log.append(CompressionType.LZ4, 100, 100).append(CompressionType.LZ4, 100, 100);
    steps.handedOn = handedOn::add;
    worker.share(5_000);
    fetch(2);
    steps.run();
    int first = handedOn.size();
    assertThat(first).isBetween(2, 50);
    assertThat(worker.unmade()).isPositive();

    worker.giveBack();
    steps.run();
    assertThat(worker.unmade()).isZero();
    assertThat(worker.unread()).isEqualTo(first);
    assertThat(worker.next()).isZero();
    assertThat(worker.isIdle()).as("what was handed on still settles").isFalse();
    while (!steps.documents.isEmpty()) {
      steps.settle(steps.offsets().get(0));
    }
    assertThat(worker.isIdle()).isTrue();
    assertThat(worker.next()).isEqualTo(first);

    worker.share(1_000_000);
    position = worker.unread();
    fetch(2);
    steps.run();
    assertThat(handedOn).isEqualTo(log.offsets());
  }

  @Property(tries = 500)
  @Label("T12: whenever batches are given back, each record is handed on once, and all settles")
  void histories(@ForAll long seed) {
    Random random = new Random(seed);
    GivenBackHistoriesTest history = new GivenBackHistoriesTest();
    history.live(random);
  }

  private void live(Random random) {
    write(random);
    steps.handedOn = handedOn::add;
    for (int i = 0; i < 300; i++) {
      act(random);
    }
    // Everything is put right.
    worker.share(10_000_000);
    while (worker.next() < log.end()) {
      steps.run();
      settleAll(random);
      goOn();
      fetch(3);
    }
    steps.run();
    assertThat(handedOn).isEqualTo(log.offsets());
    assertThat(worker.next()).isEqualTo(log.end());
    assertThat(worker.isIdle()).isTrue();
    assertThat(worker.openBytes()).isZero();
    assertThat(worker.unmade()).isZero();
    assertThat(worker.failure()).isEmpty();
  }

  private void write(Random random) {
    for (int i = 0; i < 20; i++) {
      switch (random.nextInt(6)) {
        case 0 -> log.marker();
        case 1 -> log.gap(1 + random.nextInt(5));
        default -> log.append(CODECS[random.nextInt(CODECS.length)], 1 + random.nextInt(20), 50);
      }
    }
    log.append(CompressionType.NONE, 1, 50);
  }

  private void act(Random random) {
    switch (random.nextInt(8)) {
      case 0, 1 -> fetch(1 + random.nextInt(3));
      case 2, 3, 4 -> steps.runOne();
      case 5 -> answer(random);
      case 6 -> worker.share(random.nextInt(20_000));
      default -> {
        if (wanted && random.nextInt(3) == 0) {
          worker.giveBack();
          wanted = false;
        }
      }
    }
    goOn();
    assertThat(worker.next()).isLessThanOrEqualTo(worker.unread());
  }

  /** As flow control does, which waits for room too. */
  private void goOn() {
    if (!wanted && worker.unmade() == 0) {
      position = worker.unread();
      wanted = true;
    }
  }

  private void fetch(int count) {
    if (wanted && position < log.end()) {
      FetchedBatches batches = log.fetch(position, count);
      position = batches.next();
      worker.accept(batches);
    }
  }

  private void answer(Random random) {
    if (!steps.letters.isEmpty() && random.nextBoolean()) {
      steps.letters.remove(random.nextInt(steps.letters.size())).done().run();
    } else if (!steps.documents.isEmpty()) {
      FakeSteps.Document any = steps.documents.remove(random.nextInt(steps.documents.size()));
      if (random.nextInt(10) == 0) {
        any.refuse();
      } else {
        any.settle();
      }
    }
  }

  private void settleAll(Random random) {
    while (!steps.documents.isEmpty() || !steps.letters.isEmpty()) {
      answer(random);
    }
  }
}
