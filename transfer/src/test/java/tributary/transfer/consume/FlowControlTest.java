package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How memory is divided among partitions. */
class FlowControlTest {
  private static final long BUDGET = 16_000_000;
  private static final int MIB = 1024 * 1024;
  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAQ";

  private long now;
  private final FakeFetching fetching = new FakeFetching();
  private final FlowControl flow = new FlowControl(BUDGET, () -> now);
  private final List<FakeHandler> handlers = new ArrayList<>();
  private final List<PartitionSlot> slots = new ArrayList<>();

  @Test
  void oneThatIsAloneMayHaveMoreThanItsPart() {
    partitions(4);
    handlers.get(0).openBytes = 1;

    assertThat(flow.balance(fetching, slots)).isFalse();

    assertThat(handlers.get(0).share).isEqualTo(BUDGET / 8 + BUDGET / 2);
    handlers.forEach(handler -> handler.openBytes = 1);
    flow.balance(fetching, slots);
    assertThat(handlers.get(3).share).isEqualTo(BUDGET / 4);
  }

  @Test
  void whatHasEnoughWaitingIsNotFetched() {
    partitions(2);
    handlers.get(0).unmade = 600_000;

    assertThat(flow.balance(fetching, slots)).isTrue();

    assertThat(room(0)).isZero();
    assertThat(room(1)).isPositive();
    assertThat(slots.get(0).isPaused()).as("its worker is at it").isFalse();
    handlers.get(0).openBytes = BUDGET;
    flow.balance(fetching, slots);
    assertThat(slots.get(0).isPaused()).isTrue();
  }

  @Test
  void allTogetherHaveABoundToo() {
    partitions(64);
    handlers.forEach(handler -> handler.unmade = 400_000);

    assertThat(flow.balance(fetching, slots)).isTrue();

    assertThat(fetching.room.values()).containsOnly(0L);
  }

  @Test
  @DisplayName("T12: however many stand still, with small batches, the others are fetched")
  void thoseThatStandStillLeaveSomething() {
    partitions(200);
    List<FakeHandler> still = handlers.subList(0, 199);
    still.forEach(handler -> handler.openBytes = BUDGET);
    boolean fetched = true;
    while (fetched) {
      flow.balance(fetching, slots);
      fetched = false;
      for (int i = 0; i < still.size(); i++) {
        if (room(i) > 0) {
          still.get(i).unmade += 10_000;
          fetched = true;
        }
      }
    }

    assertThat(room(199)).isPositive();
  }

  @Test
  @DisplayName("T12: those that stand still with large batches give them back, the others go on")
  void givenBack() {
    partitions(30);
    stuck(0, 29);

    flow.balance(fetching, slots);
    assertThat(room(29)).as("nothing is left for it").isZero();
    pass(Duration.ofSeconds(4));
    assertThat(handlers).as("not yet").allMatch(handler -> handler.gaveBack == 0);
    pass(Duration.ofSeconds(2));

    assertThat(handlers.subList(0, 29)).allMatch(handler -> handler.gaveBack == 1);
    assertThat(handlers.get(29).gaveBack).isZero();
    assertThat(fetching.wanted).containsOnlyKeys(slots.get(29).topicPartition());
    handlers.forEach(handler -> handler.unmade = 0);
    pass(Duration.ofMinutes(1));
    assertThat(room(29)).isPositive();
    assertThat(fetching.wanted).as("these still can't go on").hasSize(1);
    assertThat(slots.get(0).isPaused()).isTrue();

    handlers.get(0).openBytes = 0;
    handlers.get(1).openBytes = 0;
    handlers.get(1).unmade = MIB;
    flow.balance(fetching, slots);
    assertThat(fetching.wanted)
        .as("from what was not read; the other has not given back yet")
        .containsEntry(slots.get(0).topicPartition(), 7L)
        .doesNotContainKey(slots.get(1).topicPartition());
    assertThat(room(0)).isPositive();
    assertThat(slots.get(0).isPaused()).isFalse();
  }

  @Test
  void nobodyGivesBackWhereNobodyStarves() {
    partitions(30);
    stuck(0, 29);
    handlers.get(29).openBytes = BUDGET;
    flow.balance(fetching, slots);
    pass(Duration.ofMinutes(1));
    assertThat(handlers).as("the last one could do nothing").allMatch(one -> one.gaveBack == 0);

    handlers.get(29).openBytes = 0;
    handlers.subList(0, 10).forEach(handler -> handler.unmade = 0);
    pass(Duration.ofMinutes(1));
    assertThat(handlers).as("there is room").allMatch(one -> one.gaveBack == 0);
  }

  @Test
  @DisplayName("T3: who is slow, but reads on, doesn't give back")
  void slowOnes() {
    partitions(30);
    stuck(0, 29);
    for (int i = 0; i < 100; i++) {
      handlers.forEach(handler -> handler.unread++);
      pass(Duration.ofSeconds(1));
    }
    assertThat(handlers).allMatch(handler -> handler.gaveBack == 0);
  }

  @Test
  void aNewHandlerIsFetchedWhateverTheOldOneGaveBack() {
    partitions(30);
    stuck(0, 29);
    flow.balance(fetching, slots);
    pass(Duration.ofSeconds(6));
    FakeHandler failed = handlers.get(0);

    slots.get(0).restart(failed, new IllegalStateException("crash"), now);
    slots.get(0).run(new FakeHandler(slots.get(0).partition(), 3), fetching);

    assertThat(slots.get(0).gaveBack()).isFalse();
    assertThat(fetching.wanted).containsEntry(slots.get(0).topicPartition(), 3L);
  }

  /** They hold their share, and a MiB each that waits, read up to offset 7. */
  private void stuck(int from, int to) {
    for (FakeHandler handler : handlers.subList(from, to)) {
      handler.openBytes = BUDGET;
      handler.unmade = MIB;
      handler.unread = 7;
    }
  }

  private void pass(Duration time) {
    now += time.toNanos();
    flow.balance(fetching, slots);
  }

  private long room(int partition) {
    return fetching.room.get(slots.get(partition).topicPartition());
  }

  private void partitions(int count) {
    for (int i = 0; i < count; i++) {
      OwnedPartition partition = new OwnedPartition("t", ID, i);
      PartitionSlot slot = new PartitionSlot(partition, 0, new Random(1));
      FakeHandler handler = new FakeHandler(partition, 0);
      slot.run(handler, fetching);
      slots.add(slot);
      handlers.add(handler);
    }
  }
}
