package tributary.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.agent.FakeSink.Sent;
import tributary.agent.read.ReadStatus;
import tributary.agent.read.ReadStatus.Holding;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Regex;
import tributary.common.collect.StartAt;
import tributary.common.collect.TextEncoding;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/** Encodings, long lines, filters, holes, rates, and turns, through restarts. */
final class ReadingTailingTest {
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

  private CollectEntry encoded(String encoding) {
    return agent.entry("app.log", "app").with().encoding(TextEncoding.of(encoding)).build();
  }

  private void arrives(String... lines) {
    await().untilAsserted(() -> assertThat(agent.sink.texts()).containsExactly(lines));
  }

  private void write(String text, String charset) {
    log.raw(text.getBytes(Charset.forName(charset)));
  }

  @ParameterizedTest
  @CsvSource({"auto, UTF-16LE", "UTF-16, UTF-16LE", "auto, UTF-32BE", "auto, UTF-8"})
  @DisplayName("F7: what the BOM decided is decided again in the middle of the file after a kill")
  void encodingAfterRestart(String named, String real) {
    agent.apply(encoded(named)).start();
    byte[] mark = "\ufeff".getBytes(Charset.forName(real));
    log.raw(new byte[] {mark[0]});
    await().until(() -> agent.open().stream().anyMatch(f -> f.size() == 1));
    log.raw(Arrays.copyOfRange(mark, 1, mark.length));
    write("日志ਊ\nhalf", real);
    arrives("日志ਊ");
    agent.stop();
    agent.start();
    write(" line\n", real);
    arrives("日志ਊ", "half line");
    agent.kill();
    agent.start();
    write("more\n", real);
    arrives("日志ਊ", "half line", "more");
    assertThat(agent.sink.indexed().get(0).span().start()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"UTF-16LE", "UTF-16BE", "UTF-32LE"})
  @DisplayName("F16: start: end finds the last line end of wide units")
  void startAtEnd(String encoding) {
    write("old\nha\u0a0aਊ", encoding);
    agent.apply(encoded(encoding).with().start(StartAt.END).build()).start();
    await().until(() -> !agent.open().isEmpty());
    write("lf\nnew\n", encoding);
    arrives("ha\u0a0aਊlf", "new");
  }

  @Test
  @DisplayName("P6: the encoding is corrected while the file is written: each line once")
  void encodingCorrected() {
    agent.apply(encoded("UTF-8")).start();
    write("one\ntwo\n", "UTF-16LE");
    await().until(() -> agent.sink.sent().size() == 2);
    agent.apply(encoded("UTF-16LE"));
    await()
        .untilAsserted(
            () -> {
              write("日志\n", "UTF-16LE");
              assertThat(agent.sink.texts()).contains("日志");
            });
    long at = 0;
    for (Sent event : agent.sink.indexed()) {
      assertThat(event.span().start()).isEqualTo(at);
      at = event.span().end();
    }
  }

  @Test
  @DisplayName("F7: UTF-16 configured on a UTF-8 file: behind, not lost; put right, its lines come")
  void wrongWideEncoding() {
    LineWriter other = new LineWriter(agent.logs.resolve("other.log"));
    agent.apply(encoded("UTF-16LE"), agent.entry("other.log", "other")).start();
    log.lines(101);
    other.lines(10);
    await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(other.written()));
    await().until(() -> agent.open().stream().anyMatch(f -> f.acknowledged() < f.size()));
    agent.apply(encoded("UTF-8"));
    await().untilAsserted(() -> assertThat(agent.sink.texts()).containsAll(log.written()));
    assertThat(agent.sink.sent()).hasSize(111);
  }

  @Test
  @DisplayName("F7: UTF-16 configured on a UTF-8 file that is rotated for good: all bytes are sent")
  void wrongWideEncodingRotated() {
    agent.apply(encoded("UTF-16BE").with().maxLine(1024).build()).start();
    log.lines(1_001);
    await().until(() -> !agent.sink.sent().isEmpty());
    Rotation.RENAME.rotate(log.path());
    log.lines(1);
    await()
        .untilAsserted(
            () ->
                assertThat(agent.tailing().contents())
                    .hasSize(2)
                    .anyMatch(file -> file.closed() && file.acknowledged() == file.size())
                    .anyMatch(file -> !file.closed() && file.holding() == Holding.AT_PATH));
  }

  @Test
  @DisplayName(
      "F17: an event of 5 MB in parts, killed between two: put together they are the event")
  void longEvent() {
    String line = "日志事件x".repeat(5 * 1024 * 1024 / 13);
    log.raw(line + "\nnext\n");
    agent.sink.hold();
    agent.sink.room(3);
    agent.chunk(64 * 1024).apply(agent.entry("app.log", "app")).start();
    await().until(() -> agent.sink.sent().size() == 3);
    agent.kill();
    agent.start();
    await().until(() -> agent.sink.texts().contains("next"));
    List<String> texts = agent.sink.texts();
    assertThat(texts).hasSizeGreaterThan(10);
    assertThat(String.join("", texts.subList(0, texts.size() - 1)).equals(line)).isTrue();
  }

  @Test
  @DisplayName("F18: include that skips a million lines, then a kill: spans and skipped add up")
  void filtered() {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 1_000_000; i++) {
      lines.append(i % 100_000 == 5 ? "keep " : "skip ").append(i).append('\n');
    }
    log.raw(lines.toString());
    List<Regex> keep = List.of(Regex.compile("^keep"));
    CollectEntry entry = agent.entry("app.log", "app").with().include(keep).build();
    agent.sink.room(4);
    agent.chunk(64 * 1024).apply(entry).start();
    await().until(() -> agent.sink.sent().size() == 4);
    agent.kill();
    agent.start();
    await().until(() -> status().acknowledged() == log.path().toFile().length());
    assertThat(agent.sink.indexed()).hasSize(10);
    long spans = agent.sink.indexed().stream().mapToLong(s -> s.span().length()).sum();
    assertThat(spans + status().skipped()).isEqualTo(log.path().toFile().length());
  }

  private ReadStatus status() {
    return agent.tailing().contents().get(0);
  }

  @Test
  @DisplayName("F21: a sparse file that begins with 1 GB of NULs: the lines come")
  void hole() throws IOException {
    Files.createDirectories(agent.logs);
    long hole = 1L << 30;
    try (RandomAccessFile file = new RandomAccessFile(log.path().toFile(), "rw")) {
      file.seek(hole);
      file.write("one\ntwo\n".getBytes(UTF_8));
    }
    agent.chunk(256 * 1024).apply(agent.entry("app.log", "app")).start();
    await()
        .atMost(Duration.ofMinutes(2))
        .untilAsserted(() -> assertThat(agent.sink.texts()).containsExactly("one", "two"));
    await().untilAsserted(() -> assertThat(status().skipped()).isEqualTo(hole));
  }

  @Test
  @DisplayName("F12: a file with a rate waits, and loses nothing; the rate changes live")
  void rate() {
    log.lines(20_000);
    CollectEntry slow = agent.entry("app.log", "app").with().rate(1).build();
    agent.apply(slow, agent.entry("other.log", "other")).start();
    LineWriter other = new LineWriter(agent.logs.resolve("other.log")).lines(10);
    await().untilAsserted(() -> assertThat(agent.sink.texts()).containsAll(other.written()));
    await().until(() -> agent.sink.texts().contains("app.log line 1"));
    assertThat(agent.sink.sent()).hasSizeLessThan(10_000);
    agent.apply(slow.with().rate(0).build());
    await().until(() -> agent.sink.sent().size() == 20_010);
    List<String> texts = agent.sink.texts();
    assertThat(texts.stream().filter(t -> t.startsWith("app")).toList()).isEqualTo(log.written());
  }

  @Test
  @DisplayName("F13: lines of 100 slow files overtake the backlog of a busy one")
  void fairTurns() {
    for (int i = 0; i < 100; i++) {
      new LineWriter(agent.logs.resolve("slow" + i + ".log")).lines(1);
    }
    log.lines(200_000);
    agent.sink.room(500);
    agent.apply(agent.entry("*.log", "app")).start();
    await().until(() -> agent.open().size() == 101);
    while (slowLines(agent.sink.sent()) < 100) {
      int before = agent.sink.sent().size();
      agent.sink.room(500);
      await().until(() -> agent.sink.sent().size() > before);
    }
    long busy = agent.sink.sent().stream().filter(s -> s.text().startsWith("app.log")).count();
    assertThat(busy).isLessThan(100_000);
    agent.sink.flow();
    await().untilAsserted(() -> assertThat(agent.sink.sent()).hasSize(200_100));
  }

  private static long slowLines(List<Sent> sent) {
    return sent.stream().filter(s -> s.text().startsWith("slow")).count();
  }
}
