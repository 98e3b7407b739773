package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.FakeSink.Sent;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/**
 * Random histories: write, rotate by rename, change the topic, change the day, stop, kill. Each
 * line must come once by its id, in order within its content, and what is sent again must have the
 * same span, topic and day as before.
 */
final class TailingModelTest {
  @TempDir Path folder;

  @RepeatedTest(3)
  @DisplayName("P2, P6: a random history of writing, rotations, changes, stops and kills")
  void history() {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    try (TailingFixture agent = new TailingFixture(folder)) {
      LineWriter log = new LineWriter(agent.logs.resolve("app.log"));
      agent.apply(agent.entry("app.log", "t0")).start();
      await().until(() -> Files.exists(agent.data.resolve("entries")));
      for (int i = 0; i < 60; i++) {
        act(random, agent, log);
      }
      agent.sink.flow();
      write(agent, log, 1);
      await("seed " + seed)
          .atMost(Duration.ofSeconds(15))
          .untilAsserted(
              () ->
                  assertThat(agent.sink.texts())
                      .containsExactlyInAnyOrderElementsOf(log.written()));
      assertThat(violations(agent.sink.sent())).as("seed %d", seed).isEmpty();
    }
  }

  private static void act(Random random, TailingFixture agent, LineWriter log) {
    int action = random.nextInt(12);
    if (Boolean.getBoolean("tributary.trace")) {
      System.err.println("action " + action + " at line " + log.written().size());
    }
    switch (action) {
      case 0, 1, 2, 3, 4 -> write(agent, log, 1 + random.nextInt(200));
      case 5 -> {
        if (log.path().toFile().length() > 0) {
          Rotation.RENAME.rotate(log.path());
        }
      }
      case 6 -> agent.apply(agent.entry("app.log", "t" + random.nextInt(3)));
      case 7 -> moveClock(agent, log);
      case 8 -> {
        agent.stop();
        agent.start();
      }
      case 9 -> {
        agent.kill();
        agent.start();
      }
      case 10 -> agent.sink.hold();
      default -> agent.sink.flow();
    }
  }

  /** Hours don't pass between two looks: only when what is at the path now is known. */
  private static void moveClock(TailingFixture agent, LineWriter log) {
    if (Files.exists(log.path())) {
      await()
          .until(
              () ->
                  agent.tailing().files().stream()
                      .anyMatch(
                          f ->
                              f.path().equals(log.path().toString())
                                  && !f.state().equals("rotated")));
      agent.clock.move(Duration.ofHours(7));
    }
  }

  /** The file's time is the manual clock's, as if both were the system's. */
  private static void write(TailingFixture agent, LineWriter log, int lines) {
    log.lines(lines);
    assertThat(log.path().toFile().setLastModified(agent.clock.millis())).isTrue();
  }

  private static List<String> violations(List<Sent> sent) {
    List<String> violations = new ArrayList<>();
    Map<String, Sent> first = new HashMap<>();
    Map<String, Long> highest = new HashMap<>();
    for (Sent event : sent) {
      Sent before = first.putIfAbsent(event.id(), event);
      String content = event.origin().id().text();
      if (before == null) {
        long end = highest.getOrDefault(content, 0L);
        if (event.span().start() < end) {
          violations.add("overlap or order: " + event);
        }
        highest.put(content, event.span().end());
      } else if (!same(before, event)) {
        violations.add("sent again in another way: " + before + " then " + event);
      }
    }
    return violations;
  }

  private static boolean same(Sent one, Sent other) {
    long day = Duration.ofDays(1).toMillis();
    return one.span().equals(other.span())
        && one.topic().equals(other.topic())
        && one.timestamp() / day == other.timestamp() / day;
  }
}
