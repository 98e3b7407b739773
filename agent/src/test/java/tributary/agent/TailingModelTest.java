package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
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
import tributary.agent.read.ReadStatus;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.EntryBuilder;
import tributary.common.collect.Multiline;
import tributary.common.collect.Multiline.Kind;
import tributary.common.collect.Regex;
import tributary.common.collect.TextEncoding;

/**
 * Random histories: write, rotate by rename, change the entry (topic, multi-line rule, encoding,
 * filter, rate, parts), change the day, stop, kill. Each line must come once by its id, in order
 * within its content, and what is sent again must have the same span, topic and day as before.
 */
final class TailingModelTest {
  private static final int ACTIONS = Integer.getInteger("tributary.actions", 60);

  @TempDir Path folder;

  @RepeatedTest(4)
  @DisplayName("P2, P6, F15: a random history of writing, rotations, changes, stops and kills")
  void history() {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    System.out.println("seed " + seed);
    Charset charset = random.nextInt(3) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
    try (TailingFixture agent = new TailingFixture(folder)) {
      ModelLog log = new ModelLog(agent.logs.resolve("app.log"), charset, random);
      agent.apply(entry(random, agent, charset)).start();
      await().until(() -> Files.exists(agent.data.resolve("entries")));
      for (int i = 0; i < ACTIONS; i++) {
        act(random, agent, log, charset);
      }
      agent.sink.flow();
      write(agent, log, 1);
      await("seed " + seed)
          .until(() -> ModelLog.arrived(agent.sink.indexed()).size() >= log.expected().size());
      assertThat(ModelLog.arrived(agent.sink.indexed()))
          .as("seed %d", seed)
          .isEqualTo(log.expected());
      assertThat(violations(agent.sink.sent())).as("seed %d", seed).isEmpty();
    }
  }

  private static void act(Random random, TailingFixture agent, ModelLog log, Charset charset) {
    int action = random.nextInt(14);
    if (Boolean.getBoolean("tributary.trace")) {
      System.err.println("action " + action + " at line " + log.expected().size());
    }
    switch (action) {
      case 0, 1, 2, 3, 4 -> write(agent, log, 1 + random.nextInt(200));
      case 5 -> log.rotate();
      case 6, 7 -> agent.apply(entry(random, agent, charset));
      case 8 -> moveClock(agent, log);
      case 9 -> {
        agent.stop();
        agent.start();
      }
      case 10 -> {
        agent.kill();
        agent.start();
      }
      case 11 -> {
        log.half();
        touch(agent, log);
      }
      case 12 -> agent.sink.hold();
      default -> agent.sink.flow();
    }
  }

  /** One of the ways in which the same bytes become the same lines. */
  private static CollectEntry entry(Random random, TailingFixture agent, Charset charset) {
    EntryBuilder entry = agent.entry("app.log", "t" + random.nextInt(3)).with();
    List<String> same = List.of("UTF-8", "auto", "GBK", "windows-1252");
    boolean wide = charset.equals(StandardCharsets.UTF_16LE);
    entry.encoding(TextEncoding.of(wide ? "UTF-16LE" : same.get(random.nextInt(same.size()))));
    Duration soon = Duration.ofMillis(10 + random.nextInt(60));
    int most = random.nextBoolean() ? 500 : 5;
    switch (random.nextInt(3)) {
      case 0 -> entry.multiline(new Multiline(Kind.CONTINUE, Regex.compile("^ "), most, soon));
      case 1 -> entry.multiline(new Multiline(Kind.START, Regex.compile("^\\S"), most, soon));
      default -> entry.rate(random.nextBoolean() ? 0 : 5_000);
    }
    if (random.nextBoolean()) {
      entry.drop(List.of(Regex.compile("noise")));
    }
    return entry.maxLine(random.nextBoolean() ? 64 : CollectEntry.DEFAULT_MAX_LINE).build();
  }

  /** Hours don't pass between two looks: only when what is at the path now is known. */
  private static void moveClock(TailingFixture agent, ModelLog log) {
    if (Files.exists(log.path())) {
      await()
          .until(
              () ->
                  agent.open().stream()
                      .anyMatch(
                          f ->
                              f.path().equals(log.path().toString())
                                  && f.holding() != ReadStatus.Holding.ROTATED));
      agent.clock.move(Duration.ofHours(7));
    }
  }

  private static void write(TailingFixture agent, ModelLog log, int lines) {
    log.write(lines);
    touch(agent, log);
  }

  /** The file's time is the manual clock's, as if both were the system's. */
  private static void touch(TailingFixture agent, ModelLog log) {
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
