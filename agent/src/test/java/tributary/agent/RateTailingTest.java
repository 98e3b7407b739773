package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.collect.CollectEntry;
import tributary.support.files.LineWriter;

/** The real reader, whose seconds the test counts. */
final class RateTailingTest {
  private static final int TICKS = 100;

  @TempDir Path folder;
  private final AtomicLong nanos = new AtomicLong(System.nanoTime());

  @Test
  @DisplayName("F12: 1,000 a second, within a tenth; then 200; then all: nothing lost, in order")
  void rates() {
    try (TailingFixture agent = new TailingFixture(folder).nanos(nanos::get)) {
      LineWriter log = new LineWriter(agent.logs.resolve("app.log")).lines(100_000);
      CollectEntry entry = agent.entry("app.log", "app");
      agent.apply(entry.with().rate(1000).build()).start();
      await().until(() -> tick(agent) > 1);
      for (int second = 0; second < 3; second++) {
        assertThat(inOneSecond(agent)).isBetween(900, 1100);
      }
      agent.apply(entry.with().rate(200).topic("slow").build());
      await().until(() -> slowed(agent));
      assertThat(inOneSecond(agent)).isBetween(180, 220);
      agent.apply(entry);
      await().until(() -> tick(agent) == log.written().size());
      assertThat(agent.sink.texts()).isEqualTo(log.written());
    }
  }

  /** Whether the journal has let the file begin with its new settings: till then it waits. */
  private boolean slowed(TailingFixture agent) {
    int sent = tick(agent);
    return agent.sink.sent().get(sent - 1).topic().equals("slow");
  }

  /** Events that were sent within a second. */
  private int inOneSecond(TailingFixture agent) {
    int before = agent.sink.sent().size();
    int after = before;
    for (int i = 0; i < TICKS; i++) {
      after = tick(agent);
    }
    return after - before;
  }

  /** Lets a hundredth of a second pass, and the reader use it; returns how many were sent. */
  private int tick(TailingFixture agent) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(1) / TICKS);
    // The reader answers at the beginning of a round: after the second time one is over.
    answer(agent);
    answer(agent);
    return agent.sink.sent().size();
  }

  /** Waits until it says how its files stand now: one that is busy is heard as it was before. */
  private static void answer(TailingFixture agent) {
    agent.clock.move(Duration.ofMillis(1));
    while (agent.tailing().snapshot().at().isBefore(agent.clock.instant())) {
      Thread.onSpinWait();
    }
  }
}
