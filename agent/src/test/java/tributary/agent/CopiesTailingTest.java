package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.read.ReadStatus;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/** Rotation that copies or compresses: each line once, wherever its bytes are by then. */
final class CopiesTailingTest {
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

  private void collect(String glob) {
    agent.apply(agent.entry(glob, "app")).start();
    await().until(() -> Files.exists(agent.data.resolve("entries")));
  }

  private void allOnce() {
    await()
        .untilAsserted(
            () ->
                assertThat(agent.sink.texts()).containsExactlyInAnyOrderElementsOf(log.written()));
  }

  private void nobodyHeld() {
    await()
        .until(
            () -> agent.open().stream().noneMatch(f -> f.holding() == ReadStatus.Holding.ROTATED));
  }

  /** Compressed files count as whole when they have not changed for ten seconds. */
  private void tenSecondsLater() {
    agent.clock.move(Duration.ofSeconds(30));
  }

  @Test
  @DisplayName("F6: app.log* with copytruncate, read to its end: the copy is not read again")
  void copyOfWhatWasRead() {
    collect("app.log*");
    for (int i = 0; i < 3; i++) {
      log.lines(200);
      allOnce();
      Rotation.COPY_TRUNCATE.rotate(log.path());
    }
    log.lines(200);
    allOnce();
    assertThat(agent.sink.sent()).hasSize(800);
  }

  @Test
  @DisplayName("F6: app.log* with copytruncate while much is unread: the backlog is the copy's")
  void copyOfABacklog() {
    collect("app.log*");
    log.lines(2000);
    await().until(() -> agent.sink.sent().size() == 2000);
    agent.sink.room(100);
    log.lines(20_000);
    await().until(() -> agent.sink.sent().size() == 2100);
    Rotation.COPY_TRUNCATE.rotate(log.path());
    log.lines(100);
    agent.sink.flow();
    allOnce();
    assertThat(agent.sink.sent()).hasSize(22_100);
  }

  @Test
  @DisplayName("F6: app.log* with copytruncate and a rename at once: the copy is not read again")
  void copyThenRename() throws IOException {
    collect("app.log*");
    agent.sink.hold();
    for (int i = 1; i <= 10; i++) {
      log.lines(100);
      int sent = i * 200 - 100;
      await().until(() -> agent.sink.sent().size() == sent);
      Rotation.COPY_TRUNCATE.rotate(log.path());
      log.lines(100);
      Rotation.RENAME.rotate(log.path());
      await().until(() -> agent.sink.sent().size() == sent + 100);
    }
    agent.sink.flow();
    allOnce();
    assertThat(agent.sink.sent()).hasSize(2000);
  }

  @Test
  @DisplayName("F3: copied and cut while the agent is down, renamed while it is looked for")
  void renamedAtTheStart() {
    collect("*.log");
    for (int i = 1; i <= 5; i++) {
      log.lines(100);
      allOnce();
      agent.stop();
      Rotation.COPY_TRUNCATE.rotate(log.path());
      log.lines(100);
      agent.start();
      Rotation.RENAME.rotate(log.path());
      log.lines(100);
      allOnce();
      assertThat(agent.sink.sent()).hasSize(i * 300);
    }
  }

  @Test
  @DisplayName(
      "F3: copytruncate of a file of which nothing was read: all of it comes from the copy")
  void copyOfAnUnreadFile() {
    agent.sink.room(0);
    collect("app.log");
    log.lines(500);
    await().until(() -> agent.open().stream().anyMatch(file -> file.size() > 0));
    Rotation.COPY_TRUNCATE.rotate(log.path());
    agent.sink.flow();
    allOnce();
    log.lines(500);
    allOnce();
  }

  @Test
  @DisplayName("F6: a copy in the making waits while it grows, and is the content when that is cut")
  void copyInTheMaking() throws IOException {
    agent.rotatedWait(Duration.ofSeconds(5));
    collect("app.log*");
    log.lines(2000);
    allOnce();
    byte[] bytes = Files.readAllBytes(log.path());
    Path copy = agent.logs.resolve("app.log.1");
    Files.write(copy, Arrays.copyOf(bytes, 3000));
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    Files.write(copy, Arrays.copyOfRange(bytes, 3000, bytes.length), StandardOpenOption.APPEND);
    Files.write(log.path(), new byte[0]);
    log.lines(10);
    allOnce();
    assertThat(agent.sink.sent()).hasSize(2010);
  }

  @Test
  @DisplayName("F3: copytruncate again and again under load, unread: what was readable comes once")
  void copiedUnderLoad() {
    collect("app.log");
    for (int i = 0; i < 10; i++) {
      log.lines(1000);
      await()
          .untilAsserted(
              () ->
                  assertThat(agent.sink.texts())
                      .as("%s %s", agent.open(), agent.tailing().problems())
                      .contains(last()));
      log.lines(20);
      Rotation.COPY_TRUNCATE.rotate(log.path());
    }
    log.lines(10);
    allOnce();
  }

  private String last() {
    return log.written().get(log.written().size() - 1);
  }

  @Test
  @DisplayName("F20: compress without delaycompress, a healthy agent: each line once")
  void compressed() {
    collect("app.log");
    for (int i = 0; i < 3; i++) {
      log.lines(500);
      allOnce();
      Rotation.COMPRESS.rotate(log.path());
      log.lines(1);
      allOnce();
      tenSecondsLater();
      nobodyHeld();
    }
    log.lines(10);
    allOnce();
    assertThat(agent.sink.sent()).hasSize(1513);
  }

  @Test
  @DisplayName("F4, F20: compressed while the agent is down: app.log.2.gz is read through gzip")
  void compressedWhileDown() {
    collect("app.log");
    log.lines(500);
    allOnce();
    agent.stop();
    log.lines(500);
    Rotation.COMPRESS.rotate(log.path());
    log.lines(3000);
    Rotation.COMPRESS.rotate(log.path());
    log.lines(10);
    agent.start();
    await().until(() -> agent.sink.texts().contains(last()));
    tenSecondsLater();
    allOnce();
    assertThat(agent.sink.sent()).hasSize(4010);
  }

  @Test
  @DisplayName("F3, F20: stopped while the copy with the rest is still being compressed")
  void compressedCopyAfterAStop() throws IOException {
    collect("app.log");
    log.lines(500);
    allOnce();
    agent.sink.room(0);
    log.lines(50);
    Path copy = Files.copy(log.path(), Rotation.numbered(log.path(), 1));
    Rotation.gzip(copy);
    Files.write(log.path(), new byte[0]);
    await().until(() -> agent.open().stream().anyMatch(file -> file.size() == 0));
    agent.stop();
    agent.sink.flow();
    agent.start();
    log.lines(10);
    await().until(() -> agent.sink.texts().contains(last()));
    tenSecondsLater();
    allOnce();
    assertThat(agent.sink.sent()).hasSize(560);
  }

  @Test
  @DisplayName("F20: app.log* sees the compressed files too: each line once")
  void compressedUnderAGlob() {
    collect("app.log*");
    for (int i = 0; i < 3; i++) {
      log.lines(500);
      allOnce();
      Rotation.COMPRESS.rotate(log.path());
      log.lines(1);
      tenSecondsLater();
      allOnce();
      nobodyHeld();
    }
    assertThat(agent.sink.sent()).hasSize(1503);
  }

  @Test
  @DisplayName("F20: app.log* sees the compressed file while the plain one is still there")
  void compressedBesideThePlainOne() throws IOException {
    collect("app.log*");
    log.lines(500);
    allOnce();
    Rotation.RENAME.rotate(log.path());
    Path packed = Rotation.packed(Rotation.numbered(log.path(), 1));
    try (var gzip = new GZIPOutputStream(Files.newOutputStream(packed))) {
      Files.copy(Rotation.numbered(log.path(), 1), gzip);
    }
    tenSecondsLater();
    log.lines(10);
    allOnce();
    await().until(() -> agent.tailing().contents().size() == 2);
    Files.delete(Rotation.numbered(log.path(), 1));
    nobodyHeld();
    agent.stop();
    agent.start();
    log.lines(10);
    allOnce();
    assertThat(agent.sink.sent()).hasSize(520);
  }

  @Test
  @DisplayName("P5: written anew by an editor before anything is acknowledged: each line once")
  void replacedByACopy() throws IOException {
    collect("app.log");
    agent.sink.hold();
    log.lines(200);
    await().until(() -> agent.sink.sent().size() == 200);
    Path edited = Files.copy(log.path(), log.path().resolveSibling("edited"));
    Files.move(edited, log.path(), StandardCopyOption.ATOMIC_MOVE);
    log.lines(10);
    await()
        .until(
            () -> agent.open().stream().anyMatch(f -> f.holding() == ReadStatus.Holding.ROTATED));
    agent.sink.flow();
    allOnce();
    assertThat(agent.sink.sent()).hasSize(210);
  }

  @Test
  @DisplayName("F3, F6: a copy is shorter than its original was when it was cut: its rest is read")
  void shorterCopy() throws IOException {
    agent.rotatedWait(Duration.ofSeconds(2));
    collect("app.log*");
    log.lines(100);
    allOnce();
    agent.sink.room(0);
    log.lines(50);
    Path copy = Rotation.numbered(log.path(), 1);
    Files.copy(log.path(), copy);
    log.raw("after the copy\n".repeat(100));
    long grown = Files.size(log.path());
    await().until(() -> agent.open().stream().anyMatch(file -> file.size() == grown));
    Files.write(log.path(), new byte[0]);
    log.lines(1);
    await()
        .untilAsserted(
            () ->
                assertThat(agent.open())
                    .anyMatch(file -> file.path().endsWith(".1") && file.size() < grown));
    agent.sink.flow();
    allOnce();
  }

  @Test
  @DisplayName("F20: with .xz nothing comes twice, no false alarm; one that was missed is reported")
  void unreadable() throws IOException {
    collect("app.log");
    log.lines(500);
    allOnce();
    Path packed = agent.logs.resolve("app.log.1.xz");
    Files.write(packed, new byte[] {1, 2, 3});
    Files.delete(log.path());
    log.lines(10);
    allOnce();
    nobodyHeld();
    assertThat(agent.tailing().problems()).isEmpty();
    agent.stop();
    Files.move(packed, agent.logs.resolve("app.log.2.xz"));
    Files.write(packed, new byte[] {1, 2, 3, 4});
    Files.delete(log.path());
    Files.write(agent.logs.resolve("app.log.3.xz"), new byte[] {7});
    log.lines(10);
    agent.start();
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().problems())
                    .anyMatch(p -> p.contains("perhaps missed") && p.contains("bytes")));
    allOnce();
  }

  @Test
  @DisplayName("F20: all of it was read, and it becomes .xz while the agent is down: no alarm")
  void unreadableWhileDown() throws IOException {
    collect("app.log");
    log.lines(500);
    allOnce();
    await().until(() -> agent.open().stream().allMatch(f -> f.acknowledged() == f.size()));
    agent.stop();
    Path packed = agent.logs.resolve("app.log.1.xz");
    Files.write(packed, new byte[] {1, 2, 3});
    Files.setLastModifiedTime(packed, Files.getLastModifiedTime(log.path()));
    Files.delete(log.path());
    log.lines(10);
    agent.start();
    allOnce();
    log.lines(10);
    allOnce();
    assertThat(agent.tailing().problems()).isEmpty();
    assertThat(agent.sink.sent()).hasSize(520);
  }

  @Test
  @DisplayName(
      "F23: 300 bytes a day for thirty days, by rename, by copy, compressed: each line once")
  void littleADay() {
    collect("app.log");
    Rotation[] ways = {Rotation.RENAME, Rotation.COPY_TRUNCATE, Rotation.COMPRESS};
    for (int day = 0; day < 30; day++) {
      log.lines(18);
      allOnce();
      await().until(() -> agent.open().stream().allMatch(f -> f.acknowledged() == f.size()));
      ways[day % 3].rotate(log.path());
      agent.clock.move(Duration.ofDays(1));
      if (day % 7 == 3) {
        agent.stop();
        agent.start();
      }
    }
    log.lines(18);
    allOnce();
    assertThat(agent.sink.sent()).hasSize(31 * 18);
  }
}
