package tributary.e2e;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.support.delivery.OrderPerFile;
import tributary.support.load.LoggingProgram;

/** Rotation by rename at full speed. */
@ExtendWith(PipelineExtension.class)
class RotationIT {
  private static final int LINES = 1_000_000;
  private static final int LINES_PER_FILE = 10_000;

  private final Pipeline pipeline;

  RotationIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  @DisplayName("F2: renamed every 10,000 lines at full speed, 1,000,000 lines: complete, in order")
  void atFullSpeed() {
    String topic = pipeline.topic("rotation");
    try (AgentHost host = pipeline.host("rotation").start()) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      host.awaitEntries(1);
      LoggingProgram program = host.program("app.log", 100, LINES_PER_FILE);

      program.write(LINES);

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED.multipliedBy(3));
      new OrderPerFile(pipeline.records(topic)).holdsWithin(Pipeline.SOON);
    }
  }
}
