package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.FakeSink.Sent;
import tributary.support.files.LineWriter;

/** What is remembered of files over reboots, moves and clones. */
final class MemoryTailingTest {
  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder).chunk(4096);
    log = new LineWriter(agent.logs.resolve("app.log"));
    agent.apply(agent.entry("app.log", "app"));
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private void arrives(int events) {
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().contents())
                    .as("%d sent", agent.sink.sent().size())
                    .anyMatch(c -> agent.sink.sent().size() == events));
    await().until(() -> agent.open().stream().allMatch(f -> f.acknowledged() == f.size()));
  }

  private void readInSteps() {
    agent.start();
    for (int i = 1; i <= 5; i++) {
      log.lines(200);
      arrives(200 * i);
    }
  }

  private static List<String> texts(List<Sent> sent) {
    return sent.stream().map(Sent::text).toList();
  }

  @Test
  @DisplayName("P4: after a reboot the file lacks its tail: it goes on from the last agreeing mark")
  void tailLost() throws IOException {
    readInSteps();
    agent.stop();
    long size = Files.size(log.path());
    cut(size - 1700);
    Files.writeString(log.path(), "x\nafter the reboot\n", StandardOpenOption.APPEND);
    agent.host("machine", "another boot").start();
    await().until(() -> texts(agent.sink.sent()).contains("after the reboot"));
    List<Sent> again = agent.sink.sent().subList(1000, agent.sink.sent().size());
    assertThat(again.size()).isLessThan(400);
    assertThat(texts(again)).doesNotContain("app.log line 0");
    assertThat(again.get(0).origin().id()).isNotEqualTo(agent.sink.sent().get(0).origin().id());
  }

  @Test
  @DisplayName("P4: after a reboot there are NULs at the tail: what was written there comes after")
  void tailOfNuls() throws IOException {
    readInSteps();
    agent.stop();
    int nuls = 1700;
    cut(Files.size(log.path()) - nuls);
    log.raw(new byte[nuls]);
    log.raw("\nafter the reboot\n");
    agent.host("machine", "another boot").start();
    await().until(() -> texts(agent.sink.sent()).contains("after the reboot"));
    List<Sent> again = agent.sink.sent().subList(1000, agent.sink.sent().size());
    assertThat(again.size()).isLessThan(400);
    assertThat(texts(again)).doesNotContain("app.log line 0");
    assertThat(again.get(0).origin().id()).isNotEqualTo(agent.sink.sent().get(0).origin().id());
    arrives(agent.sink.sent().size());
  }

  @Test
  @DisplayName("P4: without a reboot a smaller file is new content: all of it is sent")
  void cutWithoutReboot() throws IOException {
    readInSteps();
    agent.stop();
    cut(Files.size(log.path()) - 1700);
    Files.writeString(log.path(), "x\n", StandardOpenOption.APPEND);
    int lines = Files.readAllLines(log.path()).size();
    agent.start();
    await().until(() -> agent.sink.sent().size() == 1000 + lines);
  }

  private void cut(long size) throws IOException {
    try (FileChannel file = FileChannel.open(log.path(), StandardOpenOption.WRITE)) {
      file.truncate(size);
    }
  }

  @Test
  @DisplayName("P5: moved to another file system and back while the agent is down: nothing twice")
  void movedAround() throws IOException {
    readInSteps();
    agent.stop();
    for (int i = 0; i < 2; i++) {
      Path copy = Files.copy(log.path(), agent.logs.resolve("copy"));
      Files.move(copy, log.path(), StandardCopyOption.REPLACE_EXISTING);
    }
    log.lines(10);
    agent.start();
    arrives(1010);
    assertThat(texts(agent.sink.sent())).isEqualTo(log.written());
  }

  @Test
  @DisplayName("P7: on another machine, files go on under new ids from where they were")
  void cloned() {
    readInSteps();
    agent.stop();
    log.lines(50);
    agent.host("another machine", "boot").start();
    arrives(1050);
    List<Sent> sent = agent.sink.sent();
    assertThat(texts(sent)).isEqualTo(log.written());
    assertThat(sent.get(1000).origin().id()).isNotEqualTo(sent.get(999).origin().id());
    agent.kill();
    log.lines(5);
    agent.start();
    arrives(1055);
    assertThat(agent.sink.sent().get(1054).origin().id()).isEqualTo(sent.get(1000).origin().id());
  }

  @Test
  @DisplayName("journal.keep: what is looked for and not found is forgotten, what nobody wants not")
  void forgotten() throws IOException {
    agent.keep(Duration.ofSeconds(2)).rotatedWait(Duration.ofMillis(50));
    LineWriter other = new LineWriter(agent.logs.resolve("other.log"));
    agent.apply(agent.entry("app.log", "app"), agent.entry("other.log", "other"));
    log.lines(1);
    other.lines(1);
    agent.start();
    await().until(() -> agent.tailing().contents().size() == 2);
    agent.apply(agent.entry("app.log", "app"));
    Files.delete(log.path());
    Files.delete(other.path());
    await().until(() -> agent.tailing().contents().size() == 1);
    assertThat(agent.tailing().contents().get(0).path()).isEqualTo(other.path().toString());
  }

  @Test
  @DisplayName(
      "F19: cp a b, both matched: both are collected; many files with the same first 2 KiB")
  void alike() throws IOException {
    agent.apply(agent.entry("*.log", "app")).start();
    String same = "s".repeat(2048) + "\n";
    int files = 500;
    for (int i : IntStream.range(0, files).toArray()) {
      Files.writeString(agent.logs.resolve("f" + i + ".log"), same + "line " + i + "\n");
    }
    Files.copy(agent.logs.resolve("f0.log"), agent.logs.resolve("copy.log"));
    int lines = 2 * (files + 1);
    await().until(() -> agent.sink.indexed().size() == lines);
    LineWriter copy = new LineWriter(agent.logs.resolve("copy.log")).lines(3);
    await().untilAsserted(() -> assertThat(agent.sink.texts()).containsAll(copy.written()));
    assertThat(agent.sink.sent()).hasSize(lines + 3);
  }

  @Test
  @DisplayName("F14: a file that is swapped for a link to what is denied is not read through it")
  void swappedForALink() throws IOException {
    agent.start();
    Path secret = Files.writeString(agent.data.resolve("shadow"), "secret\n");
    log.lines(5);
    arrives(5);
    for (int i = 0; i < 50; i++) {
      Files.delete(log.path());
      Files.createSymbolicLink(log.path(), secret);
      Files.delete(log.path());
      log.lines(1);
    }
    await().until(() -> agent.sink.texts().contains(log.written().get(log.written().size() - 1)));
    assertThat(texts(agent.sink.sent())).isSubsetOf(log.written());
  }
}
