package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.support.delivery.OrderPerFile;
import tributary.support.load.LoggingProgram;

/** kill -9 at full rate, with rotation: each line exactly once, in order per file. */
@ExtendWith(PipelineExtension.class)
class KilledAgainAndAgainIT {
  private static final int KILLS = 20;
  private static final int LINES_PER_SECOND = 2_000;
  private static final int LINES_PER_FILE = 2_000;

  private final Pipeline pipeline;

  KilledAgainAndAgainIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  @DisplayName("P2: the agent is killed twenty times under load with rotation")
  void theAgent() {
    String topic = pipeline.topic("killed_agent");
    try (AgentHost host = pipeline.host("killed-agent").start();
        LoggingProgram program = host.program("app.log", LINES_PER_SECOND, LINES_PER_FILE)) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      host.awaitEntries(1);
      program.start();
      for (int kill = 0; kill < KILLS; kill++) {
        long before = pipeline.records(topic).count();
        await()
            .atMost(Pipeline.SETTLED)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> pipeline.records(topic).count() > before + LINES_PER_SECOND / 10);
        host.agent().kill();
        pipeline.restart(host.agent());
      }
      program.stop();

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
      new OrderPerFile(pipeline.records(topic)).holdsWithin(Pipeline.SOON);
      assertThat(program.rotations()).isGreaterThan(KILLS / 2);
    }
  }

  @Test
  @DisplayName("T2: the transfer is killed twenty times under load")
  void theTransfer() {
    String topic = pipeline.topic("killed_transfer");
    try (AgentHost host = pipeline.host("killed-transfer").start();
        LoggingProgram program = host.program("app.log", LINES_PER_SECOND, Integer.MAX_VALUE)) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      host.awaitEntries(1);
      program.start();
      for (int kill = 0; kill < KILLS; kill++) {
        long before = pipeline.documents(topic).count();
        await()
            .atMost(Pipeline.SETTLED)
            .pollInterval(Duration.ofMillis(200))
            .until(() -> pipeline.documents(topic).count() > before);
        pipeline.transfer().kill();
        pipeline.restart(pipeline.transfer());
      }
      program.stop();

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
    }
  }
}
