package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.support.delivery.ExactlyOnce;
import tributary.support.delivery.IndexedDocuments;

/** Lines joined to events, and rules that change, on the real stack with kill -9 of the agent. */
@ExtendWith(PipelineExtension.class)
class MultilineIT {
  private static final String RULE =
      "\"multiline\": {\"continue\": \"^(\\\\s|Caused by)\", \"timeout\": \"%s\"}";

  private final Pipeline pipeline;

  MultilineIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  private void collect(AgentHost host, String topic, String more) {
    String entry = Keys.entry(host.log("app.log"), topic);
    pipeline.keys().put(host.key(), entry.substring(0, entry.length() - 1) + ", " + more + "}");
  }

  private void areThereOnce(String index, List<String> events) {
    new ExactlyOnce(new IndexedDocuments(pipeline.elastic(), index), () -> events)
        .holdsWithin(Pipeline.SETTLED);
  }

  @Test
  @DisplayName("F11: stack traces become one event each, in separate writes, and the last one too")
  void stackTraces() {
    String topic = pipeline.topic("traces");
    try (AgentHost host = pipeline.host("traces").start()) {
      collect(host, topic, RULE.formatted("5s"));
      host.awaitEntries(1);
      host.append("app.log", "started\njava.lang.Error: x\n\tat a.B.c(B.ja");
      await().until(() -> host.page("/status").contains("app.log"));
      host.append("app.log", "va:1)\nCaused by: y\n\t... 3 more\nlast\n\tat z\n");
      areThereOnce(
          topic,
          List.of(
              "started",
              "java.lang.Error: x\n\tat a.B.c(B.java:1)\nCaused by: y\n\t... 3 more",
              "last\n\tat z"));
    }
  }

  @Test
  @DisplayName("F15: killed after an event that the time-out ended was sent: each event once")
  void killedAfterSent() {
    String topic = pipeline.topic("timed_out");
    try (AgentHost host = pipeline.host("timed-out").start()) {
      collect(host, topic, RULE.formatted("300ms"));
      host.append("app.log", "failed\n at a\n");
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 1);
      host.agent().kill();
      host.append("app.log", " at b\n at c\nnext\n");
      pipeline.restart(host.agent());
      areThereOnce(topic, List.of("failed\n at a", " at b\n at c", "next"));
    }
  }

  @Test
  @DisplayName("F15: killed between the time-out and the sending: each event once")
  void killedBeforeSent() {
    String topic = pipeline.topic("not_sent");
    try (AgentHost host = pipeline.host("not-sent").start()) {
      collect(host, topic, RULE.formatted("300ms"));
      host.append("app.log", "first\n");
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 1);
      pipeline.stack().kafka().pause();
      try {
        host.append("app.log", "failed\n at a\n");
        await().atMost(Pipeline.SETTLED).until(() -> journal(host).contains("\"offset\":19,"));
        host.agent().kill();
      } finally {
        pipeline.stack().kafka().resume();
      }
      host.append("app.log", " at b\nnext\n");
      pipeline.restart(host.agent());
      areThereOnce(topic, List.of("first", "failed\n at a", " at b", "next"));
    }
  }

  private static String journal(AgentHost host) {
    Path journal = host.log("x").resolve("../../data/journal").normalize();
    try {
      return Files.readString(journal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @DisplayName("P6: topic, encoding and multi-line rule changed while the agent is down: each once")
  void rulesChangeWhileKilled() {
    String before = pipeline.topic("before");
    String after = pipeline.topic("after");
    try (AgentHost host = pipeline.host("changed").start()) {
      collect(host, before, "\"rate\": 0");
      host.append("app.log", lines("a"));
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(before).count() > 1000);
      host.append("app.log", lines("b"));
      host.agent().kill();
      collect(host, after, "\"encoding\": \"GBK\", " + RULE.formatted("300ms"));
      host.append("app.log", lines("c"));
      pipeline.restart(host.agent());
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(before).count() >= 15_000);
      host.append("app.log", lines("d"));
      List<String> written = Stream.of("a", "b", "c", "d").flatMap(n -> lines(n).lines()).toList();
      areThereOnce(before + "," + after, written);
      assertThat(pipeline.documents(after).count()).isGreaterThanOrEqualTo(5000);
    }
  }

  private static String lines(String name) {
    StringBuilder lines = new StringBuilder();
    IntStream.range(0, 5000).forEach(i -> lines.append(name).append(' ').append(i).append('\n'));
    return lines.toString();
  }
}
