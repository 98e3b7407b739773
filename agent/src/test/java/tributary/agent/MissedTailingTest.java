package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/** Rotations that leave hardly a trace at the path; each was found by a random history. */
final class MissedTailingTest {
  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder);
    log = new LineWriter(agent.logs.resolve("app.log"));
    agent.apply(agent.entry("app.log", "app")).start();
    await().until(() -> Files.exists(agent.data.resolve("entries")));
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private void allOnce(int times) {
    await()
        .untilAsserted(
            () ->
                assertThat(agent.sink.texts()).containsExactlyInAnyOrderElementsOf(log.written()));
    assertThat(agent.sink.sent()).hasSize(times);
  }

  @Test
  @DisplayName("F3, P1: stopped when a cut was seen, and its copy was not: the copy is known again")
  void copyIsFoundAfterTheStop() throws IOException {
    log.lines(200);
    allOnce(200);
    byte[] copy = Files.readAllBytes(log.path());
    Files.write(log.path(), new byte[0]);
    log.lines(200);
    allOnce(400);
    agent.stop();
    Files.write(Rotation.numbered(log.path(), 1), copy);
    agent.start();
    Rotation.RENAME.rotate(log.path());
    log.lines(200);
    allOnce(600);
  }

  @Test
  @DisplayName("F3, F4: written, copied and cut between two looks that both find an empty file")
  void emptyBeforeAndAfter() throws IOException {
    log.raw("");
    await().until(() -> agent.open().size() == 1);
    LineWriter copy = new LineWriter(Rotation.numbered(log.path(), 1)).lines(50);
    FileTime later = FileTime.fromMillis(agent.clock.millis() + 1);
    Files.setLastModifiedTime(copy.path(), later);
    await()
        .untilAsserted(
            () -> {
              // That the agent looked at the empty file once can't be seen: so it is cut again.
              var again = Files.getLastModifiedTime(log.path()).toMillis() + 1;
              Files.setLastModifiedTime(log.path(), FileTime.fromMillis(again));
              assertThat(agent.sink.texts()).isEqualTo(copy.written());
            });
  }

  @Test
  @DisplayName("F4: rotated twice while the agent is down, and nothing is written afterwards")
  void nothingAtThePath() {
    log.lines(100);
    allOnce(100);
    agent.stop();
    log.lines(100);
    Rotation.RENAME.rotate(log.path());
    log.lines(100);
    Rotation.RENAME.rotate(log.path());
    agent.start();
    allOnce(300);
  }

  @Test
  @DisplayName("F3: written anew to the very same size and renamed between two looks")
  void sameSizeThenRenamed() throws IOException {
    log.lines(10);
    allOnce(10);
    String anew = Files.readString(log.path()).replace("line", "LINE");
    Files.writeString(log.path(), anew, StandardOpenOption.WRITE);
    Rotation.RENAME.rotate(log.path());
    log.lines(1);
    await()
        .untilAsserted(
            () -> assertThat(agent.sink.texts()).containsAll(anew.lines().toList()).hasSize(21));
  }
}
