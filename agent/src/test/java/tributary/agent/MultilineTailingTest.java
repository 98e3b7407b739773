package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.agent.FakeSink.Sent;
import tributary.agent.read.ReadStatus;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Multiline;
import tributary.common.collect.Multiline.Kind;
import tributary.common.collect.Regex;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/** Events that time ends: by a multi-line time-out, or because nobody writes the file any more. */
final class MultilineTailingTest {
  private static final Duration NEVER = Duration.ofHours(1);
  private static final Duration SOON = Duration.ofMillis(100);

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

  private CollectEntry entry(Duration timeout) {
    Multiline rule = new Multiline(Kind.CONTINUE, Regex.compile("^ "), 500, timeout);
    return agent.entry("app.log", "app").with().multiline(rule).build();
  }

  private void arrives(String... events) {
    await().untilAsserted(() -> assertThat(agent.sink.texts()).containsExactly(events));
  }

  private void arriveInAnyOrder(String... events) {
    await().untilAsserted(() -> assertThat(agent.sink.texts()).containsExactlyInAnyOrder(events));
  }

  /** Nothing is inside another, or there twice, or missing. */
  private void adjoin() {
    long at = 0;
    for (Sent event : agent.sink.indexed()) {
      assertThat(event.span().start()).isEqualTo(at);
      at = event.span().end();
    }
    assertThat(at).isEqualTo(log.path().toFile().length());
  }

  private void seamIsWritten(long offset) {
    String seam = "(?s).*\"t\":\"seam\",\"id\":\"\\w+\",\"offset\":" + offset + ",.*";
    await().until(() -> journal().matches(seam));
  }

  private String journal() {
    Path file = agent.data.resolve("journal");
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("F11: lines of a stack trace that come in separate writes become one event")
  void separateWrites() {
    agent.apply(entry(NEVER)).start();
    for (String piece : List.of("one\n", "fail", "ed\n", " at a\n at", " b\n", " at c\nnext\n")) {
      log.raw(piece);
      long size = log.path().toFile().length();
      await().until(() -> agent.open().stream().anyMatch(f -> f.size() == size));
    }
    arrives("one", "failed\n at a\n at b\n at c");
  }

  @Test
  @DisplayName("F11: the last event, without a successor, comes after the time-out")
  void withoutSuccessor() {
    log.raw("one\nfailed\n at a\nhalf");
    agent.apply(entry(SOON)).start();
    arrives("one", "failed\n at a");
    log.raw(" and whole\n");
    arrives("one", "failed\n at a", "half and whole");
    adjoin();
  }

  @Test
  @DisplayName("F15: killed after the time-out and before the event was sent: it ends there still")
  void killedBeforeSent() {
    agent.sink.room(0);
    log.raw("failed\n at a\n");
    agent.apply(entry(SOON)).start();
    seamIsWritten(13);
    agent.kill();
    log.raw(" at b\n at c\nnext\n");
    agent.start();
    arrives("failed\n at a", " at b\n at c", "next");
    adjoin();
  }

  @Test
  @DisplayName("F15: killed after the event was sent: it is sent again as it was")
  void killedAfterSent() {
    agent.sink.hold();
    log.raw("failed\n at a\n");
    agent.apply(entry(SOON)).start();
    await().until(() -> agent.sink.sent().size() == 1);
    agent.kill();
    log.raw(" at b\nnext\n");
    agent.start();
    arrives("failed\n at a", " at b", "next");
    assertThat(agent.sink.sent()).hasSize(4);
    adjoin();
  }

  @Test
  @DisplayName("F15: killed before the time-out: the event goes on growing")
  void killedBeforeTimeout() {
    log.raw("failed\n at a\n");
    agent.apply(entry(NEVER)).start();
    await().until(() -> agent.open().stream().anyMatch(f -> f.size() == 13));
    agent.kill();
    log.raw(" at b\nnext\n");
    agent.start();
    arrives("failed\n at a\n at b");
  }

  @Test
  @DisplayName("F15: an event in parts, its end by the time-out, larger than a chunk")
  void longEvent() {
    log.raw("failed\n" + " at abcdefghijk\n".repeat(400));
    agent.chunk(4096).apply(entry(SOON).with().maxLine(1000).build()).start();
    await().until(() -> agent.sink.sent().stream().anyMatch(s -> !s.part().more()));
    assertThat(String.join("", agent.sink.texts()) + "\n").isEqualTo(read());
    adjoin();
  }

  private String read() {
    try {
      return Files.readString(log.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("F8: the half line of a rotated file ends its last event")
  void halfLineOfEvent() {
    agent.apply(entry(NEVER)).start();
    await().until(() -> Files.exists(agent.data.resolve("entries")));
    log.raw("one\nfailed\n at");
    arrives("one");
    Rotation.RENAME.rotate(log.path());
    arrives("one", "failed\n at");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName("F8: the half line of a rotated file comes once, killed before or after it was sent")
  void halfLineOnce(boolean sent) throws IOException {
    agent.apply(agent.entry("app.log", "app")).start();
    log.raw("one\nhalf");
    arrives("one");
    if (sent) {
      agent.sink.hold();
    } else {
      agent.sink.room(0);
    }
    Rotation.RENAME.rotate(log.path());
    seamIsWritten(8);
    if (sent) {
      await().until(() -> agent.sink.sent().size() == 2);
    }
    agent.kill();
    Path rotated = log.path().resolveSibling("app.log.1");
    Files.writeString(rotated, " more\n", StandardOpenOption.APPEND);
    agent.start();
    arrives("one", "half", " more");
  }

  @Test
  @DisplayName("F8: a writer goes on in the renamed file, ends its half line and writes more")
  void writerGoesOn() throws IOException {
    agent.rotatedWait(NEVER).apply(agent.entry("app.log", "app")).start();
    log.raw("one\nhalf");
    arrives("one");
    Rotation.RENAME.rotate(log.path());
    Path rotated = log.path().resolveSibling("app.log.1");
    await()
        .until(
            () -> agent.open().stream().anyMatch(f -> f.holding() == ReadStatus.Holding.ROTATED));
    Files.writeString(rotated, " and whole\nmore\n", StandardOpenOption.APPEND);
    arrives("one", "half and whole", "more");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  @DisplayName(
      "F8: a glob matches the rotated name too: the half line is sent, once, also from there")
  void halfLineUnderAGlob(boolean down) throws IOException {
    agent.apply(agent.entry("app.log*", "app")).start();
    log.raw("one\nhalf");
    arrives("one");
    if (down) {
      agent.stop();
    }
    Rotation.RENAME.rotate(log.path());
    log.raw("two\nanother half");
    if (down) {
      agent.start();
    }
    arriveInAnyOrder("one", "two", "half");
    Rotation.RENAME.rotate(log.path());
    arriveInAnyOrder("one", "two", "half", "another half");
    Path first = log.path().resolveSibling("app.log.2");
    Files.writeString(first, " that goes on\n", StandardOpenOption.APPEND);
    arriveInAnyOrder("one", "two", "half", "another half", " that goes on");
    assertThat(agent.sink.sent()).hasSize(5);
  }
}
