package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.files.LineWriter;

/**
 * No space is left for the journal: {@code /dev/full} takes its place, of which each write fails so
 * (Linux, {@code full(4)}).
 */
@EnabledOnOs(OS.LINUX)
final class FullDiskTailingTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder);
    agent.apply(agent.entry("*.log", "app"));
    log = new LineWriter(agent.logs.resolve("app.log"));
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private void saysWhy() {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                agent.tailing().problems().stream().anyMatch(p -> p.contains("can't be written")));
  }

  private void sent(LineWriter... logs) {
    for (LineWriter each : logs) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(agent.sink.texts()).containsAll(each.written()));
    }
  }

  @Test
  @DisplayName("P3: the disk is full from the first: nothing is sent, it says why, then all comes")
  void fullFromTheFirst() throws IOException {
    Files.createDirectories(agent.data);
    Path next = agent.data.resolve("journal.new");
    Files.createSymbolicLink(next, FULL);
    log.lines(100);
    agent.start();
    saysWhy();
    assertThat(agent.sink.sent()).isEmpty();
    Files.delete(next);
    sent(log);
    assertThat(agent.sink.sent()).hasSize(100);
    await().until(() -> agent.tailing().problems().isEmpty());
  }

  @Test
  @DisplayName("P3: the disk is full: files that are known go on, new ones wait, all comes once")
  void fullLater() throws IOException {
    log.lines(100);
    agent.start();
    sent(log);
    await().until(() -> agent.open().get(0).acknowledged() == Files.size(log.path()));
    // After a stop in good order the limit is what was acknowledged.
    agent.kill();
    Path journal = agent.data.resolve("journal");
    Path kept = agent.data.resolve("journal.kept");
    agent.afterRecovery(() -> replace(journal, kept));
    LineWriter other = new LineWriter(agent.logs.resolve("other.log")).lines(100);
    agent.start();
    saysWhy();
    log.lines(100);
    sent(log);
    assertThat(agent.sink.texts()).doesNotContainAnyElementsOf(other.written());
    agent.stop();
    Files.move(kept, journal, StandardCopyOption.REPLACE_EXISTING);
    agent.start();
    sent(other);
    log.lines(10);
    sent(log);
    assertThat(agent.sink.texts()).hasSize(310);
  }

  private static void replace(Path journal, Path kept) {
    try {
      Files.move(journal, kept);
      Files.createSymbolicLink(journal, FULL);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
