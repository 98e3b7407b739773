package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/** Files that nobody looks at while they rest, since the system tells when they are written to. */
final class StillTailingTest {
  /** More than what the reader waits for at the fixture's pace. */
  private static final Duration REST = Duration.ofMillis(200);

  @TempDir Path folder;
  private TailingFixture agent;
  private final List<LineWriter> logs = new ArrayList<>();

  @BeforeEach
  void rest() {
    agent = new TailingFixture(folder);
    for (int i = 0; i < 5; i++) {
      logs.add(new LineWriter(agent.logs.resolve(i + ".log")).lines(20));
    }
    agent.apply(agent.entry("*.log", "t")).start();
    allArrive();
    restAWhile();
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private static void restAWhile() {
    long until = System.nanoTime() + REST.toNanos();
    await().until(() -> System.nanoTime() - until > 0);
  }

  private void allArrive() {
    List<String> written = logs.stream().flatMap(log -> log.written().stream()).toList();
    await()
        .untilAsserted(
            () -> assertThat(agent.sink.texts()).containsExactlyInAnyOrderElementsOf(written));
  }

  @Test
  @DisplayName("F6: files that rest are read again when they grow, each time")
  void grows() {
    for (int i = 0; i < 3; i++) {
      logs.forEach(log -> log.lines(1));
      allArrive();
      restAWhile();
    }
  }

  @Test
  @DisplayName("F2: files that rest are rotated, and written to under both names")
  void rotated() {
    LineWriter log = logs.get(0);
    Rotation.RENAME.rotate(log.path());
    log.lines(10);
    allArrive();
  }

  @Test
  @DisplayName("F4: a file that rests is cut, and written to: what it holds now is read")
  void cut() {
    LineWriter log = logs.get(1);
    Rotation.COPY_TRUNCATE.rotate(log.path());
    log.lines(10);
    allArrive();
  }

  @Test
  @DisplayName("F6: a file that is written to by another name, of which no one tells, is read too")
  void otherName() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere")).resolve("hard");
    LineWriter log = logs.get(2);
    Files.createLink(elsewhere, log.path());
    for (int i = 0; i < 4; i++) {
      restAWhile();
      String line = "by another name " + i;
      Files.writeString(elsewhere, line + "\n", java.nio.file.StandardOpenOption.APPEND);
      await().until(() -> agent.sink.texts().contains(line));
    }
  }

  @Test
  @DisplayName("F6: more writes than are worth to be told of: all of them are read")
  void busy() {
    for (int i = 0; i < 300; i++) {
      logs.get(i % 2).lines(1);
    }
    allArrive();
    restAWhile();
    logs.forEach(log -> log.lines(1));
    allArrive();
  }
}
