package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.files.LineWriter;

/** What the metrics of reading say (DESIGN §9). */
final class CountsTailingTest {
  private static final String LINES = "tributary_agent_lines_total";
  private static final String REPEATED = "tributary_agent_repeated_lines_total";
  private static final String OLDEST = "tributary_agent_oldest_unread_seconds";

  @TempDir Path folder;
  private TailingFixture agent;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  @DisplayName("K4: what is refused and read again counts once as a line, and apart as repeated")
  void countsOnce() {
    LineWriter log = new LineWriter(agent.logs.resolve("a.log")).lines(30);
    agent.sink.refuse("no such topic");
    agent.apply(agent.entry("a.log", "t")).start();
    await().until(() -> agent.metric(REPEATED) > 1);
    agent.sink.refuse(null);
    log.lines(5);
    await().until(() -> agent.sink.texts().size() == 35);
    await().until(() -> agent.metric(LINES) == 35);
  }

  @Test
  @DisplayName("F6: the age of what is unread counts where files wait for their turn, and stays")
  void agesWhileWaiting() {
    var later = new AtomicLong();
    agent.nanos(() -> System.nanoTime() + later.get()).maxOpen(1);
    for (int i = 0; i < 4; i++) {
      var unused = new LineWriter(agent.logs.resolve(i + ".log")).lines(3);
    }
    agent.sink.room(0);
    agent.apply(agent.entry("*.log", "t")).start();
    await().until(() -> agent.tailing().contents().stream().filter(s -> s.closed()).count() == 3);
    await().until(() -> agent.metric("tributary_agent_unread_bytes") > 0);
    later.addAndGet(Duration.ofHours(1).toNanos());
    await().until(() -> agent.metric(OLDEST) >= 3600);
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().contents())
                    .hasSize(4)
                    .allMatch(s -> s.unreadFor().toMinutes() >= 59));
    agent.sink.flow();
    await().until(() -> agent.sink.texts().size() == 12);
    await().until(() -> agent.metric(OLDEST) == 0);
  }
}
