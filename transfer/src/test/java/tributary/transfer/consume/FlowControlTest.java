package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How memory is divided among partitions. */
class FlowControlTest {
  private static final long BUDGET = 16_000_000;

  private final FakeFetching fetching = new FakeFetching();
  private final FlowControl flow = new FlowControl(BUDGET);
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

    assertThat(fetching.room.get(slots.get(0).topicPartition())).isZero();
    assertThat(fetching.room.get(slots.get(1).topicPartition())).isPositive();
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
        if (fetching.room.get(slots.get(i).topicPartition()) > 0) {
          still.get(i).unmade += 10_000;
          fetched = true;
        }
      }
    }

    assertThat(fetching.room.get(slots.get(199).topicPartition())).isPositive();
  }

  private void partitions(int count) {
    for (int i = 0; i < count; i++) {
      OwnedPartition partition = new OwnedPartition("t", "id", i);
      PartitionSlot slot = new PartitionSlot(partition, 0, new Random(1));
      FakeHandler handler = new FakeHandler(partition, 0);
      slot.run(handler);
      slots.add(slot);
      handlers.add(handler);
    }
  }
}
