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
import tributary.agent.read.content.ByteRange;
import tributary.support.files.LineWriter;

/** What can't be read any more is known as a byte range of its content. */
final class LossTailingTest {
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

  private List<ByteRange> lost() {
    return agent.tailing().contents().stream().flatMap(c -> c.lost().stream()).toList();
  }

  @Test
  @DisplayName("F3: what was overwritten before it was read is lost, as a range, also after a stop")
  void overwritten() throws Exception {
    agent.sink.room(10);
    log.lines(1000);
    long size = Files.size(log.path());
    agent.start();
    await().until(() -> agent.sink.sent().size() == 10);
    long read = agent.sink.sent().get(9).span().end();
    Files.writeString(log.path(), "new\n");
    agent.sink.flow();
    await().untilAsserted(() -> assertThat(agent.sink.texts()).endsWith("new"));
    await().untilAsserted(() -> assertThat(lost()).containsExactly(new ByteRange(read, size)));
    agent.stop();
    agent.start();
    await().untilAsserted(() -> assertThat(lost()).containsExactly(new ByteRange(read, size)));
    assertThat(agent.tailing().contents()).anyMatch(ReadStatus::closed);
  }

  @Test
  @DisplayName("P2: killed when its first bytes were sent, and then cut: other bytes, another id")
  void cutAfterAKill() throws Exception {
    Files.createDirectories(log.path().getParent());
    Files.createFile(log.path());
    agent.start();
    await().until(() -> agent.open().size() == 1);
    agent.sink.hold();
    agent.killedAtNextEvent();
    log.raw("one\n");
    await().until(() -> agent.sink.sent().size() == 1);
    agent.kill();
    Files.writeString(log.path(), "another\n");
    agent.start();
    await().untilAsserted(() -> assertThat(agent.sink.texts()).containsExactly("one", "another"));
    assertThat(agent.sink.sent()).extracting(sent -> sent.origin().id()).doesNotHaveDuplicates();
  }

  @Test
  @DisplayName("F5: beyond max-held the oldest deleted file is given up, and its range is known")
  void givenUp() throws Exception {
    agent.maxHeld(20_000).sink.room(10);
    log.lines(1000);
    long size = Files.size(log.path());
    agent.start();
    await().until(() -> agent.sink.sent().size() == 10);
    long read = agent.sink.sent().get(9).span().end();
    Files.delete(log.path());
    log.lines(1000);
    await().until(() -> agent.open().size() == 2);
    Files.delete(log.path());
    await().untilAsserted(() -> assertThat(lost()).containsExactly(new ByteRange(read, size)));
    agent.sink.flow();
    await().until(() -> agent.sink.texts().size() == 1010);
    assertThat(agent.sink.texts().subList(10, 1010)).isEqualTo(log.written().subList(1000, 2000));
  }
}
