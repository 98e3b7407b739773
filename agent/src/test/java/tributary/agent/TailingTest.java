package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.read.ReadStatus;
import tributary.common.collect.StartAt;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/** What is written comes once, in order, through rotation, stops and kills. */
final class TailingTest {
  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder);
    log = new LineWriter(agent.logs.resolve("app.log"));
    agent.apply(agent.entry("app.log", "app"));
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private void arrives(List<String> lines) {
    await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(lines));
  }

  @Test
  @DisplayName("F1: a file that does not exist yet, then 1,000 lines in one write")
  void fileThatAppears() {
    agent.start();
    log.lines(1000);
    arrives(log.written());
  }

  @Test
  @DisplayName("P1: stop, append, start: the appended lines, once; nothing new: nothing is sent")
  void resumes() {
    log.lines(500);
    agent.start();
    arrives(log.written());
    agent.stop();
    log.lines(500);
    agent.start();
    arrives(log.written());
    agent.stop();
    agent.start();
    log.lines(1);
    arrives(log.written());
    assertThat(agent.sink.sent()).hasSize(1001);
  }

  @Test
  @DisplayName("P2: killed with nothing acknowledged: the same events are made again")
  void killed() {
    log.lines(1000);
    agent.sink.hold();
    agent.start();
    await().until(() -> agent.sink.sent().size() == 1000);
    agent.kill();
    log.lines(10);
    agent.start();
    arrives(log.written());
    assertThat(agent.sink.sent()).hasSize(2010);
  }

  @Test
  @DisplayName("F2: renamed again and again at full speed: complete, in order")
  void renamed() {
    agent.start();
    await().until(() -> Files.exists(agent.data.resolve("entries")));
    for (int i = 0; i < 20; i++) {
      log.lines(1000);
      Rotation.RENAME.rotate(log.path());
    }
    log.lines(10);
    // Compared as sorted lists: to look for each of so many lines in any order takes seconds.
    List<String> written = log.written().stream().sorted().toList();
    await()
        .untilAsserted(
            () -> assertThat(agent.sink.texts().stream().sorted().toList()).isEqualTo(written));
  }

  @Test
  @DisplayName("F5: deleted while behind: read to its end, then closed")
  void deleted() throws Exception {
    agent.sink.room(10);
    log.lines(1000);
    agent.start();
    await().until(() -> agent.sink.sent().size() == 10);
    Files.delete(log.path());
    await()
        .until(
            () -> agent.open().stream().anyMatch(f -> f.holding() == ReadStatus.Holding.ROTATED));
    agent.sink.flow();
    arrives(log.written());
    await().until(() -> agent.open().isEmpty());
  }

  @Test
  @DisplayName("F8: a half line waits for its end, through a restart; of a rotated file it is sent")
  void halfLine() {
    log.lines(1).raw("half");
    agent.start();
    arrives(log.written());
    agent.stop();
    agent.start();
    log.raw(" and whole\nlast");
    await().untilAsserted(() -> assertThat(agent.sink.texts()).contains("half and whole"));
    Rotation.RENAME.rotate(log.path());
    await().untilAsserted(() -> assertThat(agent.sink.texts()).endsWith("last"));
    assertThat(agent.sink.sent()).hasSize(3);
  }

  @Test
  @DisplayName("F4: rotated three times while the agent is down: all are found")
  void rotatedWhileDown() {
    log.lines(100);
    agent.start();
    arrives(log.written());
    agent.stop();
    for (int i = 0; i < 3; i++) {
      log.lines(100);
      Rotation.RENAME.rotate(log.path());
    }
    log.lines(100);
    agent.start();
    await()
        .untilAsserted(
            () ->
                assertThat(agent.sink.texts()).containsExactlyInAnyOrderElementsOf(log.written()));
    assertThat(agent.sink.sent()).hasSize(500);
  }

  @Test
  @DisplayName("F3: cut under its own name: what it holds then is new content")
  void cut() {
    agent.start();
    log.lines(100);
    arrives(log.written());
    Rotation.COPY_TRUNCATE.rotate(log.path());
    log.lines(300);
    arrives(log.written());
  }

  @Test
  @DisplayName("F22: a file with one short line is replaced by one with the same line: both come")
  void sameLineAgain() throws Exception {
    agent.start();
    log.raw("same\n");
    arrives(List.of("same"));
    Path next = Files.writeString(agent.logs.resolve("next"), "same\n");
    Files.move(next, log.path(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    arrives(List.of("same", "same"));
  }

  @Test
  @DisplayName("F16: start: end begins after the last line end; the half line comes whole")
  void startAtEnd() {
    log.raw("old\nha");
    agent.apply(agent.entry("app.log", "app").with().start(StartAt.END).build()).start();
    await().until(() -> !agent.open().isEmpty());
    log.raw("lf\nnew\n");
    arrives(List.of("half", "new"));
    agent.kill();
    agent.start();
    log.raw("newer\n");
    arrives(List.of("half", "new", "newer"));
  }
}
