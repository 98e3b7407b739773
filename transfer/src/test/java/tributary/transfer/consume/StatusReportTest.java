package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is said of a partition in each of its states, by a manual clock. */
class StatusReportTest {

  private static final String ID = "AAAAAAAAAAAAAAAAAAAAAQ";

  private final FakeFetching fetching = new FakeFetching();
  private final OwnedPartition partition = new OwnedPartition("t", ID, 0);
  private final PartitionSlot slot = new PartitionSlot(partition, 0, new Random(1));
  private final FakeHandler handler = new FakeHandler(partition, 7);
  private long now;

  @Test
  void fromItsStartToItsRunning() {
    assertThat(status().state()).isEqualTo("starting");
    assertThat(status().why()).isEqualTo("its position is being found out");
    assertThat(status().next()).isEqualTo(-1);

    slot.startLater(now, "no answer");
    assertThat(status().state()).isEqualTo("restarting");
    assertThat(status().why()).isEqualTo("in 1 s: its position can't be found out: no answer");
    now += Duration.ofSeconds(1).toNanos();
    assertThat(status().state()).isEqualTo("starting");
    assertThat(status().why()).isEqualTo("its position can't be found out: no answer");

    slot.run(handler, fetching);
    assertThat(status().state()).isEqualTo("running");
    assertThat(status().why()).isEmpty();
    assertThat(status().next()).isEqualTo(7);
    assertThat(status().lag()).isEqualTo(93);
  }

  @Test
  @DisplayName("T12: the first reason that something waits is that of its index")
  void whyItWaits() {
    slot.run(handler, fetching);
    slot.paused(true);
    assertThat(status().state()).isEqualTo("paused");
    assertThat(status().why()).contains("its share of memory");

    fetching.problems.put(partition.topicPartition(), "its leader is not known");
    assertThat(status().state()).isEqualTo("waiting");
    assertThat(status().why()).isEqualTo("its leader is not known");

    handler.waiting = "index t is closed";
    assertThat(status().state()).isEqualTo("waiting");
    assertThat(status().why()).isEqualTo("index t is closed");
    slot.giveBack(fetching);
    assertThat(status().why()).isEqualTo("index t is closed");
    assertThat(status().next()).as("its documents are open still").isEqualTo(7);
  }

  @Test
  @DisplayName("T7: after each crash it waits longer, up to 30 s, and shorter again after progress")
  void restarts() {
    slot.committed(new OffsetAndMetadata(7, ID));
    long longest = 0;
    for (int crash = 1; crash <= 10; crash++) {
      longest = Math.max(longest, crash(7));
      assertThat(status().restarts()).isEqualTo(crash);
      assertThat(status().lastError()).isEqualTo("java.lang.IllegalStateException: injected");
    }
    assertThat(Duration.ofNanos(longest)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));

    assertThat(Duration.ofNanos(crash(8))).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  /** Lets it crash, and start again when it is time; says how long that was. */
  private long crash(long settled) {
    FakeHandler running = new FakeHandler(partition, settled);
    slot.run(running, fetching);
    slot.restart(running, new IllegalStateException("injected"), now);
    assertThat(running.closed).isTrue();
    assertThat(status().next()).isEqualTo(settled);
    PartitionSlot.Starting starting = (PartitionSlot.Starting) slot.state();
    long wait = starting.at() - now;
    if (Duration.ofNanos(wait).toSeconds() > 0) {
      assertThat(status().state()).isEqualTo("restarting");
      assertThat(status().why())
          .isEqualTo(
              "in %d s: java.lang.IllegalStateException: injected"
                  .formatted(Duration.ofNanos(wait).toSeconds()));
    }
    assertThat(slot.wantsStart(now)).isFalse();
    now = starting.at();
    assertThat(slot.wantsStart(now)).isTrue();
    return wait;
  }

  private PartitionStatus status() {
    return new StatusReport(
            Map.of(partition.topicPartition(), 100L),
            new ConsumeMetrics(new PrometheusRegistry()),
            fetching,
            now)
        .of(slot);
  }
}
