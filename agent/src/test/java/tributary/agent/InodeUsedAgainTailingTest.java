package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.read.ReadStatus.Holding;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/**
 * Rotations that follow each other as soon as the agent lets a file go: the new file is then often
 * given the inode of one whose compressed copy is still to be looked at.
 */
final class InodeUsedAgainTailingTest {
  @TempDir Path folder;

  @Test
  @DisplayName(
      "F4, F20: a compressed copy is known though its file's inode is a new file's already")
  void compressedAgainAndAgain() {
    try (TailingFixture agent = new TailingFixture(folder).rotatedWait(Duration.ofMillis(30))) {
      LineWriter log = new LineWriter(agent.logs.resolve("app.log"));
      agent.apply(agent.entry("app.log", "app")).start();
      await().until(() -> Files.exists(agent.data.resolve("entries")));
      for (int i = 0; i < 12; i++) {
        log.lines(500);
        allSent(agent, log);
        // The copy of the last rotation counts as whole from now on.
        agent.clock.move(Duration.ofSeconds(30));
        Rotation.COMPRESS.rotate(log.path());
        log.lines(1);
        allSent(agent, log);
        await().until(() -> agent.open().stream().noneMatch(f -> f.holding() == Holding.ROTATED));
      }
      assertThat(agent.sink.texts()).containsExactlyInAnyOrderElementsOf(log.written());
    }
  }

  private static void allSent(TailingFixture agent, LineWriter log) {
    await().until(() -> agent.sink.sent().size() >= log.written().size());
  }
}
