package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tributary.support.delivery.IndexedDocument;
import tributary.support.process.BuiltJar;

/** Refused lines are listed, shown, and put through again from the command line. */
@ExtendWith(PipelineExtension.class)
class DeadLettersIT {
  @TempDir private Path folder;

  private final Pipeline pipeline;

  DeadLettersIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  @DisplayName("T4: refused lines are listed, shown, and in their index once after a replay")
  void replayed() throws IOException {
    String topic = pipeline.topic("dead");
    pipeline
        .elastic()
        .put("/" + topic, "{\"mappings\": {\"properties\": {\"message\": {\"type\": \"long\"}}}}");
    try (AgentHost host = pipeline.host("dead").start()) {
      host.append("app.log", "one fox\ntwo foxes\n");
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic + ".dead").count() == 2);

      assertThat(dead("list").output()).contains(topic).contains("document_parsing_exception");
      assertThat(dead("show", "--topic", topic).output())
          .contains(host.id())
          .contains("one fox")
          .contains("two foxes");
      assertThat(dead("replay", "--topic", topic, "--dry-run").output())
          .contains("2 dead letters to put through again");
      awaitInStatus(topic, 2);
      JarRun still = dead("replay", "--topic", topic);
      assertThat(still.output()).contains("2 dead letters: refused again");
      assertThat(still.code()).isEqualTo(1);

      pipeline.elastic().delete("/" + topic);
      assertThat(dead("replay", "--error", "no_such").output()).contains("No dead letter is open");
      JarRun replay = dead("replay", "--topic", topic);
      assertThat(replay.output()).contains("2 dead letters are in their index");
      assertThat(replay.code()).isZero();
      assertThat(dead("replay", "--topic", topic).output()).contains("No dead letter is open");

      assertThat(pipeline.documents(topic).all().stream().map(IndexedDocument::message))
          .containsExactlyInAnyOrder("one fox", "two foxes");
      assertThat(dead("list", "--topic", topic).output()).containsPattern(" 2 +0\\n");
      awaitInStatus(topic, 0);
    }
  }

  /** Letters and their marks lie in one topic; the status counts the letters that are open. */
  private void awaitInStatus(String topic, int open) {
    String row = "\"topic\":\"" + topic + "\"[^}]*\"deadLetters\":" + open + "}";
    await()
        .atMost(Pipeline.SETTLED)
        .untilAsserted(
            () ->
                assertThat(console("status", "--json").output().replaceAll("\\s", ""))
                    .containsPattern(row));
  }

  private JarRun dead(String... words) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("dead"));
    arguments.addAll(List.of(words));
    return console(arguments.toArray(String[]::new));
  }

  private JarRun console(String... words) throws IOException {
    Path config =
        Files.writeString(
            folder.resolve("console.conf"), pipeline.servers() + "console.patience = 1m\n");
    List<String> arguments = new ArrayList<>(List.of(words));
    arguments.addAll(List.of("--config", config.toString()));
    return JarRun.of(BuiltJar.console(), arguments.toArray(String[]::new));
  }
}
