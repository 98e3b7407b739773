package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tributary.support.delivery.SentRecord;
import tributary.support.load.LoggingProgram;

/** What is collected changes in etcd while the agent runs; lines come and stop accordingly. */
@ExtendWith(PipelineExtension.class)
class LiveConfigurationIT {
  private final Pipeline pipeline;
  private AgentHost host;

  LiveConfigurationIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @BeforeEach
  void start() {
    host = pipeline.host("live").start();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  @DisplayName("C1: 200 puts race with the start: the last value is in force soon")
  void putsRaceWithTheStart() {
    String topic = pipeline.topic("race");
    host.agent().stop();
    host.append("app.log", 10);
    Thread puts =
        new Thread(
            () -> {
              for (int i = 0; i < 200; i++) {
                put(host.key(), i < 199 ? "app-%d.log".formatted(i) : "app.log", topic);
              }
            });
    puts.start();
    host.start();
    join(puts);

    awaitRecords(topic, 10);
    assertThat(texts(topic)).hasSize(10);
  }

  @Test
  @DisplayName("C2: a change just before the start, while the file is being written: once each")
  void aChangeJustBeforeTheStart() {
    String topic = pipeline.topic("before");
    host.agent().stop();
    try (LoggingProgram program = host.program("app.log", 5_000, Integer.MAX_VALUE).start()) {
      put(host.key(), "app.log", pipeline.topic("wrong"));
      put(host.key(), "app.log", topic);
      host.start();
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.documents(topic).count() > 1_000);
      program.stop();

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
    }
  }

  @Test
  @DisplayName("C3: etcd is cut off, changed and compacted meanwhile: the last value is in force")
  void etcdIsCutOff() {
    String topic = pipeline.topic("cut");
    String other = pipeline.topic("cut_other");
    put(host.key(), "app.log", topic);
    host.append("app.log", 10);
    awaitRecords(topic, 10);

    // A paused agent hears nothing of the puts nor of the compaction, as behind a cut link.
    host.agent().pause();
    for (int i = 0; i < 50; i++) {
      put(host.key(), "app-%d.log".formatted(i), topic);
    }
    pipeline
        .keys()
        .put(
            host.key(),
            "[%s, %s]"
                .formatted(
                    Keys.entry(host.log("app.log"), topic),
                    Keys.entry(host.log("other.log"), other)));
    pipeline.keys().compact();
    host.agent().resume();

    host.append("other.log", 5);
    host.append("app.log", "after\n");
    awaitRecords(other, 5);
    awaitRecords(topic, 11);
  }

  @ParameterizedTest
  @DisplayName("C5: a broken value leaves the old entries in force and shows its error")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{bad | line 1 column",
        "[{\"path\": \"/var/log/a.log\"}] | topic",
        "[{\"path\": \"/var/log/a.log\", \"topic\": \"no spaces\"}] | topic",
        "[{\"path\": \"/var/log/a.log\", \"topic\": \"t\", \"include\": \"(\"}] | regular expression",
        "[{\"path\": \"/var/log/a.log\", \"topic\": \"t\", \"encoding\": \"latin-99\"}] | latin-99",
        "[{\"path\": \"a.log\", \"topic\": \"t\"}] | path",
        "[{\"path\": 7, \"topic\": \"t\"}] | path",
      })
  void aBrokenValue(String value, String named) {
    String topic = pipeline.topic("broken");
    put(host.key(), "app.log", topic);
    host.append("app.log", 3);
    awaitRecords(topic, 3);

    pipeline.keys().put(host.key(), value);

    await()
        .atMost(Pipeline.SOON)
        .untilAsserted(
            () -> assertThat(host.agent().page("/status")).contains("line 1 column", named.trim()));
    host.append("app.log", "still\n");
    awaitRecords(topic, 4);
    put(host.key(), "good.log", topic);
    host.append("good.log", 2);
    awaitRecords(topic, 6);
    assertThat(page("/status")).doesNotContain("line 1 column");
  }

  @Test
  @DisplayName("C6: of keys A and B, A is deleted: only A's files stop; put again, they resume")
  void oneOfTwoKeys() {
    String a = pipeline.topic("a");
    String b = pipeline.topic("b");
    String second = "/tributary/hosts/" + host.address();
    put(host.key(), "a.log", a);
    put(second, "b.log", b);
    host.append("a.log", 10);
    host.append("b.log", 10);
    awaitRecords(a, 10);
    awaitRecords(b, 10);

    pipeline.keys().delete(host.key());
    awaitFiles(1);
    host.append("a.log", "while it was away\n");
    host.append("b.log", "still there\n");
    awaitRecords(b, 11);
    assertThat(pipeline.records(a).count()).isEqualTo(10);

    put(host.key(), "a.log", a);
    awaitRecords(a, 11);
    assertThat(texts(a)).hasSize(11);
  }

  @Test
  @DisplayName("C8: an entry is removed and added again, ten times: each line once")
  void removedAndAddedAgain() {
    String topic = pipeline.topic("again");
    try (LoggingProgram program = host.program("app.log", 2_000, Integer.MAX_VALUE).start()) {
      for (int i = 0; i < 10; i++) {
        put(host.key(), "app.log", topic);
        long before = pipeline.records(topic).count();
        await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() > before);
        pipeline.keys().put(host.key(), "[]");
        awaitFiles(0);
      }
      put(host.key(), "app.log", topic);
      program.stop();

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
    }
  }

  @Test
  @DisplayName("C9: fifty quick updates that alternate entries: the last is in force")
  void fiftyQuickUpdates() {
    String topic = pipeline.topic("quick");
    host.append("a.log", 5);
    host.append("b.log", 5);
    for (int i = 0; i < 25; i++) {
      put(host.key(), "a.log", topic);
      put(host.key(), "b.log", topic);
    }

    await()
        .atMost(Pipeline.SETTLED)
        .untilAsserted(() -> assertThat(texts(topic)).contains("b.log 5"));
    host.append("b.log", "last\n");
    await()
        .atMost(Pipeline.SOON)
        .untilAsserted(() -> assertThat(texts(topic)).contains("last").doesNotHaveDuplicates());
  }

  @Test
  @DisplayName("C10: a path's topic changes while it is written: each line in exactly one topic")
  void theTopicChanges() {
    String first = pipeline.topic("first");
    String then = pipeline.topic("then");
    try (LoggingProgram program = host.program("app.log", 5_000, Integer.MAX_VALUE).start()) {
      put(host.key(), "app.log", first);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(first).count() > 5_000);
      put(host.key(), "app.log", then);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(then).count() > 5_000);
      program.stop();

      List<String> written = program.written();
      await()
          .atMost(Pipeline.SETTLED)
          .until(
              () ->
                  pipeline.records(first).count() + pipeline.records(then).count()
                      >= written.size());
      List<String> before = texts(first);
      List<String> after = texts(then);
      assertThat(before).isEqualTo(written.subList(0, before.size()));
      assertThat(after).isEqualTo(written.subList(before.size(), written.size()));
    }
  }

  @Test
  @DisplayName("C11: one put adds two, removes one and changes one: exactly that happens")
  void manyChangesInOnePut() {
    String topic = pipeline.topic("many");
    String changed = pipeline.topic("changed");
    pipeline.keys().put(host.key(), entries(topic, "stays.log", "goes.log", "changes.log"));
    for (String name : List.of("stays.log", "goes.log", "changes.log")) {
      host.append(name, 2);
    }
    awaitRecords(topic, 6);

    String kept = entries(topic, "stays.log", "new-1.log", "new-2.log");
    pipeline
        .keys()
        .put(
            host.key(),
            kept.substring(0, kept.length() - 1)
                + ","
                + Keys.entry(host.log("changes.log"), changed)
                + "]");
    awaitFilesAre("stays.log", "changes.log");
    for (String name : List.of("stays.log", "goes.log", "changes.log", "new-1.log", "new-2.log")) {
      host.append(name, "after in " + name + "\n");
    }

    awaitRecords(topic, 9);
    awaitRecords(changed, 1);
    assertThat(texts(topic).stream().filter(text -> text.startsWith("after")))
        .containsExactlyInAnyOrder(
            "after in stays.log", "after in new-1.log", "after in new-2.log");
    assertThat(texts(changed)).containsExactly("after in changes.log");
  }

  @Test
  @DisplayName("C12: the same path twice: collected once, the conflict is reported")
  void thePathTwice() {
    String topic = pipeline.topic("once");
    String never = pipeline.topic("never");
    pipeline
        .keys()
        .put(
            host.key(),
            "[%s, %s]"
                .formatted(
                    Keys.entry(host.log("app.log"), topic),
                    Keys.entry(host.log("app.log"), never)));
    host.append("app.log", 5);

    awaitRecords(topic, 5);
    assertThat(pipeline.records(never).count()).isZero();
    assertThat(page("/status"))
        .contains(host.log("app.log") + ": the same path stands before it in " + host.key());
  }

  @ParameterizedTest
  @DisplayName("C13: [], null and a deleted key stop; an empty or blank value is an error")
  @CsvSource(
      quoteCharacter = '`',
      value = {"[],true", "null,true", "deleted,true", "``,false", "` `,false"})
  void valuesThatStop(String value, boolean stops) {
    String topic = pipeline.topic("stops");
    put(host.key(), "app.log", topic);
    host.append("app.log", 2);
    awaitRecords(topic, 2);

    if (value.equals("deleted")) {
      pipeline.keys().delete(host.key());
    } else {
      pipeline.keys().put(host.key(), value);
    }

    if (stops) {
      awaitFiles(0);
    } else {
      await()
          .atMost(Pipeline.SOON)
          .untilAsserted(() -> assertThat(page("/status")).contains("line 1 column"));
      host.append("app.log", "still\n");
      awaitRecords(topic, 3);
    }
  }

  private void put(String key, String log, String topic) {
    pipeline.keys().collect(key, host.log(log), topic);
  }

  private String entries(String topic, String... logs) {
    return List.of(logs).stream()
        .map(log -> Keys.entry(host.log(log), topic))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private List<String> texts(String topic) {
    return pipeline.records(topic).all().stream().map(SentRecord::text).toList();
  }

  private void awaitRecords(String topic, int count) {
    await()
        .atMost(Pipeline.SETTLED)
        .untilAsserted(() -> assertThat(pipeline.records(topic).count()).isEqualTo(count));
  }

  /** Waits until so many files are collected. */
  private void awaitFiles(int count) {
    await()
        .atMost(Pipeline.SOON)
        .untilAsserted(() -> assertThat(host.collectedFiles()).hasSize(count));
  }

  private void awaitFilesAre(String... names) {
    Set<String> expected = new TreeSet<>();
    for (String name : names) {
      expected.add(host.log(name).toString());
    }
    await()
        .atMost(Pipeline.SOON)
        .untilAsserted(() -> assertThat(host.collectedFiles()).isEqualTo(expected));
  }

  private String page(String path) {
    return host.page(path);
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
