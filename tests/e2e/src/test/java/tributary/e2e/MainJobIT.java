package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.support.delivery.IndexedDocument;
import tributary.support.load.LoggingProgram;

/** A line in a file becomes a searchable document. */
@ExtendWith(PipelineExtension.class)
class MainJobIT {
  private final Pipeline pipeline;

  MainJobIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  @DisplayName("F1: an entry for a file that does not exist; then 1,000 lines in one write")
  void aFileThatComesLater() {
    String topic = pipeline.topic("later");
    try (AgentHost host = pipeline.host("later").start()) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      LoggingProgram program = host.program("app.log", 100, Integer.MAX_VALUE);

      program.write(1_000);

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
    }
  }

  @Test
  @DisplayName("A document has the shape of DESIGN §7, and its text is found by a word in it")
  void aDocument() {
    String topic = pipeline.topic("shape");
    try (AgentHost host = pipeline.host("shape").start()) {
      host.append("app.log", "one quick brown fox\nanother slow green turtle\n");
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.documents(topic).count() == 2);

      JsonNode hits =
          pipeline.elastic().get("/" + topic + "/_search?q=message:turtle").path("hits");

      assertThat(hits.path("total").path("value").asInt()).isEqualTo(1);
      JsonNode source = hits.path("hits").get(0).path("_source");
      assertThat(source.path("message").asText()).isEqualTo("another slow green turtle");
      assertThat(source.path("topic").asText()).isEqualTo(topic);
      assertThat(source.path("host").path("name").asText()).isEqualTo(host.id());
      JsonNode log = source.path("log");
      assertThat(log.path("file").path("path").asText()).isEqualTo(host.log("app.log").toString());
      assertThat(log.path("file").path("id").asText()).hasSize(20);
      assertThat(log.path("offset").asLong()).isEqualTo(20);
      assertThat(log.path("end").asLong()).isEqualTo(46);
      assertThat(log.path("bytes").asLong()).isEqualTo(26);
      assertThat(source.path("kafka").path("offset").asLong()).isEqualTo(1);
      assertThat(hits.path("hits").get(0).path("_id").asText())
          .hasSize(36)
          .startsWith(log.path("file").path("id").asText());
    }
  }

  @Test
  @DisplayName("T1: what was produced while the transfer was down is indexed")
  void theTransferComesLater() {
    String topic = pipeline.topic("down");
    try (AgentHost host = pipeline.host("down").start()) {
      pipeline.transfer().stop();
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      LoggingProgram program = host.program("app.log", 100, Integer.MAX_VALUE);
      program.write(5_000);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 5_000);

      pipeline.restart(pipeline.transfer());

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
    }
  }

  @Test
  @DisplayName("P1: stop, append 500, start: 500, once; start with nothing new: nothing is sent")
  void stoppedAndStarted() {
    String topic = pipeline.topic("stop");
    try (AgentHost host = pipeline.host("stop").start()) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      LoggingProgram program = host.program("app.log", 100, Integer.MAX_VALUE);
      program.write(500);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 500);

      host.agent().stop();
      program.write(500);
      host.start();
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 1_000);
      host.agent().stop();
      host.start();
      program.write(1);

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
      assertThat(pipeline.records(topic).count()).isEqualTo(1_001);
    }
  }

  @Test
  @DisplayName("A half line waits for its end; CRLF is cut; an empty line is a line")
  void lineEnds() {
    String topic = pipeline.topic("ends");
    try (AgentHost host = pipeline.host("ends").start()) {
      host.append("app.log", "one\r\n\nthr");
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 2);

      host.append("app.log", "ee\n");

      await().atMost(Pipeline.SETTLED).until(() -> pipeline.documents(topic).count() == 3);
      List<String> texts =
          pipeline.documents(topic).all().stream().map(IndexedDocument::message).toList();
      assertThat(texts).containsExactlyInAnyOrder("one", "", "three");
    }
  }
}
