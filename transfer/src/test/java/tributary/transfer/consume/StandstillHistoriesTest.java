package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** Partitions stand still and go on as they like: none of the others starves, and all get on. */
class StandstillHistoriesTest {

  private static final long BUDGET = 2_000_000;
  private static final long BATCH = 1024 * 1024;
  private static final int RECORDS = 8;
  private static final long DOCUMENT = 40_000;
  private static final Duration STEP = Duration.ofMillis(100);

  /** Those that stand still are found out a few at a time, and each time that takes 5 s. */
  private static final Duration MOST = Duration.ofSeconds(30);

  /** A partition without an end, one batch a fetch, whose documents settle unless it is blocked. */
  private static final class Part {
    private final FakeHandler handler;
    private final PartitionSlot slot;
    private boolean blocked;
    private boolean givingBack;
    private int fetches;
    private long readAt;

    Part(int number, FakeFetching fetching) {
      OwnedPartition partition = new OwnedPartition("t", "AAAAAAAAAAAAAAAAAAAAAQ", number);
      handler = new FakeHandler(partition, 0);
      slot = new PartitionSlot(partition, 0, new Random(number));
      slot.run(handler, fetching);
    }

    /** What fetching, its worker and bulk do in one step. */
    void step(FakeFetching fetching, long now) {
      if (handler.gaveBack > 0 && !givingBack) {
        givingBack = true;
      } else if (givingBack) {
        handler.unmade = 0;
        handler.gaveBack = 0;
        givingBack = false;
      }
      boolean wanted = fetching.wanted.containsKey(slot.topicPartition());
      if (wanted && handler.unmade == 0 && fetching.room.get(slot.topicPartition()) > 0) {
        assertThat(fetching.wanted.get(slot.topicPartition())).isLessThanOrEqualTo(handler.unread);
        fetches++;
        handler.unmade = BATCH;
      }
      if (!blocked) {
        handler.openBytes = 0;
      }
      read(now);
    }

    private void read(long now) {
      while (handler.unmade > 0 && handler.openBytes <= handler.share / 2) {
        handler.openBytes += DOCUMENT;
        handler.unread++;
        readAt = now;
        if (handler.unread % RECORDS == 0) {
          handler.unmade = 0;
        }
      }
    }
  }

  private long now;

  @Property(tries = 40)
  @Label("T12: whoever stands still, for good or for a while, the others are fetched")
  void nobodyStarves(@ForAll long seed) {
    Random random = new Random(seed);
    StandstillHistoriesTest history = new StandstillHistoriesTest();
    history.live(random, 30 + random.nextInt(60));
  }

  private void live(Random random, int count) {
    FakeFetching fetching = new FakeFetching();
    FlowControl flow = new FlowControl(BUDGET, () -> now);
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new Part(i, fetching));
    }
    Part healthy = parts.get(random.nextInt(count));
    for (int step = 0; step < 1500; step++) {
      if (step % 100 == 0) {
        // Twice in three times most of them stand still.
        int of = random.nextInt(3) == 0 ? 2 : 10;
        parts.forEach(part -> part.blocked = part != healthy && random.nextInt(of) > 0);
      }
      step(flow, fetching, parts);
      assertThat(now - healthy.readAt).as("step %d", step).isLessThan(MOST.toNanos());
    }
    parts.forEach(part -> part.blocked = part != healthy);
    run(600, flow, fetching, parts);
    List<Integer> before = parts.stream().map(part -> part.fetches).toList();
    run(600, flow, fetching, parts);
    for (int i = 0; i < count; i++) {
      int again = parts.get(i).fetches - before.get(i);
      if (parts.get(i) == healthy) {
        assertThat(again).as("a record a step").isGreaterThan(600 / RECORDS - 5);
      } else {
        assertThat(again).as("where nothing moves, nothing is fetched in circles").isLessThan(2);
      }
    }
    parts.forEach(part -> part.blocked = false);
    List<Long> read = parts.stream().map(part -> part.handler.unread).toList();
    run(100, flow, fetching, parts);
    for (int i = 0; i < count; i++) {
      assertThat(parts.get(i).handler.unread).isGreaterThan(read.get(i) + RECORDS);
    }
  }

  private void run(int steps, FlowControl flow, FakeFetching fetching, List<Part> parts) {
    for (int i = 0; i < steps; i++) {
      step(flow, fetching, parts);
    }
  }

  private void step(FlowControl flow, FakeFetching fetching, List<Part> parts) {
    now += STEP.toNanos();
    flow.balance(fetching, parts.stream().map(part -> part.slot).toList());
    parts.forEach(part -> part.step(fetching, now));
  }
}
