package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.files.LineWriter;

/** What is no log file stands among log files: only it suffers. */
final class OddFilesTailingTest {
  private static final int SWAPS = 50;

  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter good;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder);
    good = new LineWriter(agent.logs.resolve("good.log")).lines(10);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private Path fifo(String name) throws IOException, InterruptedException {
    Path path = agent.logs.resolve(name);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    return path;
  }

  private void arrives(Stream<String> lines) {
    List<String> all = lines.toList();
    await()
        .untilAsserted(
            () -> assertThat(agent.sink.texts()).containsExactlyInAnyOrderElementsOf(all));
  }

  @Test
  @DisplayName("F9: a folder, a FIFO, /dev/zero, a dangling link: each in error, the others flow")
  void oddOnes() throws Exception {
    Files.createDirectories(agent.logs.resolve("folder.log"));
    fifo("fifo.log");
    Files.createSymbolicLink(agent.logs.resolve("zero.log"), Path.of("/dev/zero"));
    Files.createSymbolicLink(agent.logs.resolve("dangling.log"), Path.of("nowhere"));
    agent.apply(agent.entry("folder.log", "app"), agent.entry("*.log", "app")).start();
    arrives(good.written().stream());
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().problems())
                    .anyMatch(p -> p.contains("folder.log is a folder"))
                    .anyMatch(p -> p.contains("fifo.log is no regular file"))
                    .anyMatch(p -> p.contains("zero.log is no regular file"))
                    .anyMatch(p -> p.contains("dangling.log is a link to nothing")));
    good.lines(10);
    arrives(good.written().stream());
  }

  @Test
  @DisplayName("F9: an odd one becomes a log file: its lines come, and its error goes")
  void putRight() throws Exception {
    Files.createSymbolicLink(agent.logs.resolve("dangling.log"), Path.of("target.txt"));
    Path fifo = fifo("fifo.log");
    agent.apply(agent.entry("*.log", "app")).start();
    await().until(() -> agent.tailing().problems().size() == 2);
    LineWriter target = new LineWriter(agent.logs.resolve("target.txt")).lines(5);
    Files.delete(fifo);
    LineWriter file = new LineWriter(fifo).lines(5);
    arrives(Stream.of(good, target, file).flatMap(log -> log.written().stream()));
    await().untilAsserted(() -> assertThat(agent.tailing().problems()).isEmpty());
  }

  @Test
  @DisplayName("F9: a file and a folder without permission: they say so, the others flow")
  void noPermission() throws IOException {
    LineWriter closed = new LineWriter(agent.logs.resolve("closed.log")).lines(5);
    LineWriter within = new LineWriter(agent.logs.resolve("sub/within.log")).lines(5);
    permit(closed.path(), "---------");
    permit(within.path().getParent(), "---------");
    assumeFalse(Files.isReadable(closed.path()), "this user may read everything");
    agent.apply(agent.entry("**.log", "app")).start();
    arrives(good.written().stream());
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().problems())
                    .anyMatch(p -> p.contains("closed.log"))
                    .anyMatch(p -> p.contains("/sub")));
    permit(closed.path(), "rw-------");
    permit(within.path().getParent(), "rwx------");
    arrives(Stream.of(good, closed, within).flatMap(log -> log.written().stream()));
  }

  private static void permit(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
  }

  @Test
  @DisplayName("F9: a link whose target changes again and again: each line of each target once")
  void linkMoves() throws IOException {
    Path link = agent.logs.resolve("current.log");
    LineWriter one = new LineWriter(agent.logs.resolve("one.txt")).lines(20);
    LineWriter two = new LineWriter(agent.logs.resolve("two.txt")).lines(30);
    agent.apply(agent.entry("*.log", "app")).start();
    for (int i = 0; i < 4; i++) {
      LineWriter target = i % 2 == 0 ? one : two;
      Path next = agent.logs.resolve("next");
      Files.createSymbolicLink(next, target.path().getFileName());
      Files.move(next, link, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      target.lines(10);
      good.lines(1);
      await().untilAsserted(() -> assertThat(agent.sink.texts()).containsAll(target.written()));
    }
    arrives(Stream.of(good, one, two).flatMap(log -> log.written().stream()));
    assertThat(agent.sink.sent()).hasSameSizeAs(agent.sink.texts());
  }

  @Test
  @DisplayName("F14: a file and a FIFO change places all the time: no reader stalls")
  void swappedForFifo() throws Exception {
    LineWriter log = new LineWriter(agent.logs.resolve("app.log")).lines(10);
    Path fifo = fifo("fifo");
    Path aside = agent.logs.resolve("aside");
    agent.apply(agent.entry("*.log", "app")).start();
    for (int i = 0; i < SWAPS; i++) {
      Files.move(log.path(), aside);
      Files.move(fifo, log.path());
      good.lines(1);
      Files.move(log.path(), fifo);
      Files.move(aside, log.path());
      log.lines(1);
      await().untilAsserted(() -> assertThat(agent.sink.texts()).containsAll(good.written()));
    }
    arrives(Stream.of(good, log).flatMap(writer -> writer.written().stream()));
  }
}
