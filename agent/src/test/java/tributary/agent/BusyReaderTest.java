package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.read.ReadSnapshot;
import tributary.support.files.LineWriter;

/** A reader that has no time to say where its files stand. */
class BusyReaderTest {
  @TempDir Path folder;

  @Test
  @DisplayName("Files of a busy reader are shown as they stood, with the time of that")
  void filesStay() {
    try (TailingFixture agent = new TailingFixture(folder)) {
      LineWriter log = new LineWriter(agent.logs.resolve("app.log")).lines(10);
      agent.apply(agent.entry("app.log", "app")).start();
      await().until(() -> agent.tailing().contents().stream().anyMatch(f -> f.read() > 0));
      agent.sink.whileBusy(
          () -> {
            log.lines(1);
            await().untilAsserted(() -> assertKnownAsBefore(agent));
          });
      await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(log.written()));
      await().untilAsserted(() -> assertThat(agent.tailing().problems()).isEmpty());
    }
  }

  /** The clock goes on: only the reader says nothing. */
  private static void assertKnownAsBefore(TailingFixture agent) {
    agent.clock.move(Duration.ofSeconds(10));
    ReadSnapshot now = agent.tailing().snapshot();
    assertThat(now.problems().toString()).contains("is busy", now.at().toString());
    assertThat(now.files()).hasSize(1);
  }
}
