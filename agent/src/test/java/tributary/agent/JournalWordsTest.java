package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tributary.support.files.LineWriter;

/** The words {@code files}, {@code reread} and {@code skip} of the agent's jar. */
final class JournalWordsTest {
  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;
  private Path path;
  private Path conf;

  @BeforeEach
  void prepare() throws IOException {
    agent = new TailingFixture(folder);
    path = agent.logs.resolve("app.log");
    log = new LineWriter(path);
    agent.apply(agent.entry("app.log", "app"));
    conf = folder.resolve("agent.conf");
    Files.writeString(conf, "agent { data-dir = \"" + agent.data + "\", http.port = 1 }\n");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  @DisplayName("reread: all of a file is sent again, the same events, ids and days")
  void reread() {
    log.lines(10);
    send(10);
    agent.clock.move(Duration.ofDays(1));
    log.lines(10);
    send(20);
    List<String> first = agent.sink.sent().stream().map(JournalWordsTest::event).toList();

    assertThat(run(new RereadCommand(), path.toString())).contains("again from offset 0");
    send(40);

    List<String> twice = new ArrayList<>(first);
    twice.addAll(first);
    assertThat(agent.sink.sent()).map(JournalWordsTest::event).isEqualTo(twice);
  }

  @Test
  @DisplayName("skip: what was not sent is left out; the half line at the end is not")
  void skip() throws IOException {
    log.lines(1);
    send(1);
    long before = Files.size(path);
    log.lines(2);
    long after = Files.size(path);
    Files.writeString(path, "half", StandardOpenOption.APPEND);

    assertThat(run(new SkipCommand(), path.toString()))
        .contains(after - before + " bytes are skipped");
    Files.writeString(path, " a line\n", StandardOpenOption.APPEND);
    send(2);

    assertThat(agent.sink.texts()).containsExactly(log.written().get(0), "half a line");
    assertThat(run(new SkipCommand(), path.toString())).contains("nothing is left");
  }

  @Test
  @DisplayName("files: when no agent answers, its journal tells")
  void files() throws IOException {
    log.lines(1);
    send(1);
    long sent = Files.size(path);
    Files.writeString(path, "more\n", StandardOpenOption.APPEND);

    assertThat(run(new FilesCommand()))
        .contains("by its journal")
        .containsPattern(sent + 5 + " +" + sent + " +5 +there +" + path);
    Files.delete(path);
    assertThat(run(new FilesCommand())).containsPattern("- +" + sent + " +- +gone +" + path);
  }

  @Test
  @DisplayName("A file that the agent never read, and an agent that runs, are named")
  void refusals() {
    log.lines(1);
    assertThat(run(new RereadCommand(), path.toString())).contains("never read the file " + path);
    agent.start();
    assertThat(run(new SkipCommand(), path.toString())).contains("another agent runs");
  }

  private void send(int events) {
    agent.start();
    await().until(() -> agent.sink.sent().size() == events && agent.tailing().settled());
    agent.stop();
  }

  private static String event(FakeSink.Sent event) {
    LocalDate day = LocalDate.ofInstant(Instant.ofEpochMilli(event.timestamp()), ZoneOffset.UTC);
    return String.join(" ", event.id(), event.span().text(), event.topic(), day.toString());
  }

  private String run(Object word, String... arguments) {
    List<String> all = new ArrayList<>(List.of("--config", conf.toString()));
    all.addAll(List.of(arguments));
    StringWriter text = new StringWriter();
    PrintWriter out = new PrintWriter(text, true);
    new CommandLine(word).setOut(out).setErr(out).execute(all.toArray(String[]::new));
    return text.toString();
  }
}
