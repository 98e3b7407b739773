package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.FakeSink.Sent;
import tributary.agent.frame.TopicState;
import tributary.common.collect.StartAt;
import tributary.support.files.LineWriter;

/** Changed entries, days and refusals: each line in exactly one topic, on one day. */
final class SeamsTailingTest {
  @TempDir Path folder;
  private TailingFixture agent;
  private LineWriter log;

  @BeforeEach
  void prepare() {
    agent = new TailingFixture(folder);
    log = new LineWriter(agent.logs.resolve("app.log"));
    agent.apply(agent.entry("app.log", "one"));
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  private void arrives() {
    await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(log.written()));
  }

  private Map<String, Long> topics() {
    return agent.sink.indexed().stream()
        .collect(Collectors.groupingBy(Sent::topic, Collectors.counting()));
  }

  @Test
  @DisplayName("C8: removed and added again ten times: no line lost, none twice")
  void removedAndAdded() {
    agent.start();
    for (int i = 0; i < 10; i++) {
      log.lines(10);
      arrives();
      agent.apply();
      await().until(() -> agent.open().isEmpty());
      log.lines(10);
      agent.apply(agent.entry("app.log", "one"));
    }
    arrives();
    assertThat(agent.sink.sent()).hasSize(200);
  }

  @Test
  @DisplayName("C10: the topic changes while it is written: each line in exactly one topic")
  void topicChanges() {
    agent.start();
    for (int i = 0; i < 20; i++) {
      log.lines(100);
      agent.apply(agent.entry("app.log", i % 2 == 0 ? "two" : "one"));
      log.lines(100);
    }
    arrives();
    agent.apply(agent.entry("app.log", "three"));
    await()
        .untilAsserted(
            () -> {
              log.lines(1);
              assertThat(topics()).containsKey("three");
            });
    arrives();
  }

  @Test
  @DisplayName("P6: the topic changes while the agent is down after a kill: old lines keep theirs")
  void topicChangesWhileKilled() {
    log.lines(100);
    agent.sink.hold();
    agent.start();
    await().until(() -> agent.sink.sent().size() == 100);
    agent.kill();
    log.lines(50);
    agent.clock.move(Duration.ofDays(1));
    agent.apply(agent.entry("app.log", "two")).start();
    await()
        .untilAsserted(
            () -> {
              log.lines(1);
              assertThat(topics()).containsKey("two");
            });
    arrives();
    assertThat(topics().get("one")).isGreaterThanOrEqualTo(100);
    long today = agent.clock.millis() / Duration.ofDays(1).toMillis();
    assertThat(agent.sink.sent().stream().filter(s -> s.topic().equals("one")))
        .allMatch(s -> s.timestamp() / Duration.ofDays(1).toMillis() == today - 1);
  }

  @Test
  @DisplayName("P6: the topic changes after a clean stop: it takes hold at once")
  void topicChangesAfterStop() {
    log.lines(100);
    agent.start();
    arrives();
    agent.stop();
    log.lines(50);
    agent.apply(agent.entry("app.log", "two")).start();
    arrives();
    assertThat(topics()).isEqualTo(Map.of("one", 100L, "two", 50L));
  }

  @Test
  @DisplayName("K9: a refused topic, its entry then corrected: everything flows to the right one")
  void refusedThenCorrected() {
    agent.sink.refuse("not authorised");
    log.lines(100);
    agent.start();
    await().until(() -> agent.open().stream().anyMatch(f -> f.waiting().isPresent()));
    agent.sink.refuse(null);
    agent.apply(agent.entry("app.log", "two"));
    arrives();
    assertThat(topics()).isEqualTo(Map.of("two", 100L));
  }

  @Test
  @DisplayName(
      "K7: the clock is ahead, past midnight: files wait and say so; right again: all once")
  void clockAhead() {
    agent.start();
    log.lines(20);
    arrives();
    long limit = agent.clock.millis() + Duration.ofHours(1).toMillis();
    agent.sink.latest(limit);
    agent.clock.move(Duration.ofHours(26));
    log.lines(100);
    await()
        .until(
            () ->
                agent.open().stream()
                    .anyMatch(f -> f.waiting().orElse("").contains("the clock is ahead")));
    assertThat(agent.sink.sent()).hasSize(20);

    agent.clock.move(Duration.ofHours(-26));
    arrives();
    assertThat(agent.sink.sent())
        .hasSize(120)
        .allMatch(sent -> sent.timestamp() <= limit, "on the day of the right clock");
  }

  @Test
  @DisplayName("K9: files of a topic that isn't ready wait, and say why; others flow")
  void topicNotReady() throws Exception {
    agent.sink.topic("one", new TopicState.Refused("no such topic"));
    Files.writeString(agent.logs.resolve("other.log"), "flows\n");
    agent.apply(agent.entry("app.log", "one"), agent.entry("other.log", "other"));
    log.lines(10);
    agent.start();
    await().untilAsserted(() -> assertThat(agent.sink.texts()).isEqualTo(List.of("flows")));
    await()
        .until(
            () ->
                agent.open().stream()
                    .anyMatch(f -> f.waiting().orElse("").contains("no such topic")));
  }

  @Test
  @DisplayName("F16: with a journal that is cut, start: end skips nothing")
  void startAtEndWithCutJournal() throws Exception {
    agent.apply(agent.entry("app.log", "one").with().start(StartAt.END).build()).start();
    await().until(() -> Files.exists(agent.data.resolve("entries")));
    agent.stop();
    log.lines(10);
    Path journal = agent.data.resolve("journal");
    Files.write(journal, new byte[0]);
    agent.start();
    arrives();
    assertThat(agent.tailing().problems()).isNotEmpty();
  }

  @Test
  @DisplayName("Back-pressure: what is not taken is offered again, and nothing is lost or twice")
  void backPressure() {
    agent.sink.room(7);
    log.lines(1000);
    agent.start();
    for (int i = 1; i <= 10; i++) {
      int taken = 7 * i;
      await().until(() -> agent.sink.sent().size() == taken);
      agent.sink.room(7);
    }
    agent.sink.flow();
    arrives();
    assertThat(agent.sink.sent()).hasSize(1000);
  }

  @Test
  @DisplayName("P7: a second agent on the same data folder refuses to start")
  void secondAgent() {
    agent.start();
    TailingFixture second = new TailingFixture(folder);
    assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> second.start()))
        .hasMessageContaining("another agent");
  }
}
