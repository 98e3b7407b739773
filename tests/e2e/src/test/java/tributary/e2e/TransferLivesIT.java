package tributary.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.support.load.LoggingProgram;

/** Topics that come and go while the transfer does. */
@ExtendWith(PipelineExtension.class)
class TransferLivesIT {
  private static final int LINES_PER_SECOND = 100;

  private final Pipeline pipeline;

  TransferLivesIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  @DisplayName("T15: a local entry's topic is found; its entry goes, and its backlog is indexed")
  void localEntry() throws IOException {
    String topic = pipeline.topic("local");
    try (AgentHost plain = pipeline.host("local");
        LoggingProgram program = plain.program("app.log", LINES_PER_SECOND, Integer.MAX_VALUE)) {
      String entry =
          "agent.collect = [{path = \"%s\", topic = \"%s\"}]"
              .formatted(plain.log("app.log"), topic);
      try (AgentHost host = plain.with(pipeline, entry).start()) {
        program.write(10);
        await().atMost(Pipeline.SETTLED).until(() -> pipeline.documents(topic).count() == 10);

        pipeline.transfer().stop();
        program.write(1_000);
        await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 1_010);
        Path file = host.agent().configFile();
        host.agent().configure(Files.readString(file).replace(entry, ""));
        host.awaitEntries(0);
      }
      pipeline.keys().delete("/tributary/topics/" + topic);
      pipeline.restart(pipeline.transfer());

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
    } finally {
      pipeline.transfer().start();
    }
  }
}
