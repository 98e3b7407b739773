package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.FakeSink.Sent;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.EntryBuilder;
import tributary.common.collect.Multiline;
import tributary.common.collect.Multiline.Kind;
import tributary.common.collect.Regex;
import tributary.common.collect.TextEncoding;
import tributary.support.files.LineWriter;

/**
 * Kills around midnight, with another entry after each. An index is a topic's and a day's, so what
 * is sent again in another topic or on another day would be there twice.
 */
final class MidnightTailingTest {
  private static final int NIGHTS = 12;
  private static final List<String> ENCODINGS = List.of("UTF-8", "auto", "GBK", "windows-1252");

  @TempDir Path folder;

  @RepeatedTest(3)
  @DisplayName("P6: topic, encoding, rule changed while down after kill -9 around midnight: once")
  void nights() {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    try (TailingFixture agent = new TailingFixture(folder)) {
      LineWriter log = new LineWriter(agent.logs.resolve("app.log")).lines(50);
      agent.apply(entry(random, agent)).start();
      for (int i = 0; i < NIGHTS; i++) {
        night(random, agent, log);
      }
      agent.sink.flow();
      await("seed " + seed)
          .untilAsserted(() -> assertThat(linesOf(documents(agent))).hasSameSizeAs(log.written()));
      assertThat(linesOf(documents(agent))).as("seed %d", seed).isEqualTo(log.written());
      assertThat(gaps(documents(agent))).as("seed %d", seed).isEmpty();
    }
  }

  /** Lines are sent before and after midnight, some are acknowledged, and the agent is killed. */
  private static void night(Random random, TailingFixture agent, LineWriter log) {
    agent.sink.hold();
    send(random, agent, log);
    agent.clock.move(Duration.ofHours(random.nextInt(4) == 0 ? -9 : 17));
    send(random, agent, log);
    agent.sink.release(random.nextInt(100), random.nextBoolean());
    agent.kill();
    if (random.nextBoolean()) {
      log.lines(random.nextInt(50));
    }
    agent.clock.move(Duration.ofHours(random.nextInt(12)));
    agent.apply(entry(random, agent)).start();
  }

  private static void send(Random random, TailingFixture agent, LineWriter log) {
    int before = agent.sink.sent().size();
    log.lines(1 + random.nextInt(100));
    agent.sink.room(1 + random.nextInt(150));
    await().until(() -> agent.sink.sent().size() > before);
  }

  /** One of the ways in which the same bytes become the same lines, alone or joined. */
  private static CollectEntry entry(Random random, TailingFixture agent) {
    EntryBuilder entry = agent.entry("app.log", "t" + random.nextInt(3)).with();
    entry.encoding(TextEncoding.of(ENCODINGS.get(random.nextInt(ENCODINGS.size()))));
    if (random.nextBoolean()) {
      Regex third = Regex.compile("[147]$");
      entry.multiline(new Multiline(Kind.START, third, 500, Duration.ofMillis(20)));
    }
    return entry.build();
  }

  /** What the indices hold: in each, every id once. */
  private static List<Sent> documents(TailingFixture agent) {
    Set<String> ids = new HashSet<>();
    return agent.sink.sent().stream().filter(e -> ids.add(index(e) + " " + e.id())).toList();
  }

  private static String index(Sent event) {
    Instant time = Instant.ofEpochMilli(event.timestamp());
    return event.topic() + "-" + time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static List<String> linesOf(List<Sent> documents) {
    return documents.stream().flatMap(event -> Stream.of(event.text().split("\n", -1))).toList();
  }

  /** Where a document does not begin where the one before it ends. */
  private static List<String> gaps(List<Sent> documents) {
    List<String> gaps = new ArrayList<>();
    long at = 0;
    for (Sent document : documents) {
      if (document.span().start() != at) {
        gaps.add(at + " and then " + document.span());
      }
      at = document.span().end();
    }
    return gaps;
  }
}
