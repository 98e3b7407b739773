package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.files.LineWriter;

/**
 * A data folder that can't be written. A link to /dev/full where the journal's next file is made
 * gives any user the very error of a disk without space.
 */
final class FullDiskTailingTest {
  private static final Path FULL = Path.of("/dev/full");

  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;

  @BeforeEach
  void prepare() throws IOException {
    agent = new TailingFixture(folder);
    log = new LineWriter(agent.logs.resolve("app.log")).lines(100);
    agent.apply(agent.entry("app.log", "app"));
    Files.createDirectories(agent.data);
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private void saysThatItCantWrite() {
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().problems())
                    .anyMatch(p -> p.contains("the journal can't be written")));
  }

  /** What could not be written down before it was sent was not sent. */
  private void goesOnOnce() {
    log.lines(10);
    await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(log.written()));
    await().untilAsserted(() -> assertThat(agent.tailing().problems()).isEmpty());
    agent.kill();
    log.lines(10);
    agent.start();
    await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(log.written()));
  }

  @Test
  @DisplayName("P3: the disk is full: the agent starts, says so, skips nothing, goes on with space")
  void full() throws IOException {
    Path next = Files.createSymbolicLink(agent.data.resolve("journal.new"), FULL);
    agent.start();
    saysThatItCantWrite();
    assertThat(agent.sink.sent()).isEmpty();
    Files.delete(next);
    goesOnOnce();
  }

  /** A content that was written down before its entry is sent: that loses nothing. */
  @Test
  @DisplayName("P3: there is no space for the applied entries: each line is sent once all the same")
  void fullForEntries() throws IOException {
    Path next = Files.createSymbolicLink(agent.data.resolve("entries.new"), FULL);
    agent.start();
    saysThatItCantWrite();
    Files.delete(next);
    goesOnOnce();
  }

  @Test
  @DisplayName(
      "P3: the journal's file can't be made, as in a read-only folder: as with a full disk")
  void unwritable() throws IOException {
    Path next = Files.createDirectory(agent.data.resolve("journal.new"));
    agent.start();
    saysThatItCantWrite();
    assertThat(agent.sink.sent()).isEmpty();
    Files.delete(next);
    goesOnOnce();
  }

  @Test
  @DisplayName("P3: the folder is read-only: as with a full disk")
  void readOnly() throws IOException {
    Files.setPosixFilePermissions(agent.data, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(agent.data), "this user may write everywhere");
    agent.start();
    saysThatItCantWrite();
    assertThat(agent.sink.sent()).isEmpty();
    Files.setPosixFilePermissions(agent.data, PosixFilePermissions.fromString("rwxr-xr-x"));
    goesOnOnce();
  }
}
