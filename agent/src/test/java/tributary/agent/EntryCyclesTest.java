package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.files.LineWriter;

/** Entries that come and go leave nothing behind. */
final class EntryCyclesTest {
  private static final int CYCLES = 1_000;

  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder);
    log = new LineWriter(agent.logs.resolve("app.log"));
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  @DisplayName("C18: 1,000 add and remove cycles: threads and open files are back where they were")
  void thousandCycles() throws IOException {
    log.lines(1);
    agent.start();
    cycle();
    long threads = threads();

    for (int i = 0; i < CYCLES; i++) {
      cycle();
    }

    await().untilAsserted(() -> assertThat(openLogs()).isEmpty());
    await().untilAsserted(() -> assertThat(threads()).isLessThanOrEqualTo(threads));
    log.lines(1);
    agent.apply(agent.entry("app.log", "app"));
    await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(log.written()));
  }

  private void cycle() {
    agent.apply(agent.entry("app.log", "app"));
    await().pollInterval(Duration.ofMillis(1)).until(() -> agent.open().size() == 1);
    agent.apply();
    await().pollInterval(Duration.ofMillis(1)).until(() -> agent.open().isEmpty());
  }

  /** Without those of the waiting itself, which come and go with it. */
  private static long threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !thread.getName().startsWith("awaitility"))
        .count();
  }

  /** The files of the agent's logs that this process has open, as Linux lists them. */
  private List<Path> openLogs() throws IOException {
    try (var open = Files.list(Path.of("/proc/self/fd"))) {
      return open.map(EntryCyclesTest::target).filter(file -> file.startsWith(agent.logs)).toList();
    }
  }

  /** One that was closed meanwhile is nowhere. */
  private static Path target(Path descriptor) {
    try {
      return Files.readSymbolicLink(descriptor);
    } catch (IOException e) {
      return Path.of("closed");
    }
  }
}
