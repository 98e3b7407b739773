package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.stack.Server;
import tributary.support.delivery.OrderPerFile;
import tributary.support.load.LoggingProgram;

/** Each server is stopped and started under load, and is away when an agent starts. */
@ExtendWith(PipelineExtension.class)
class OutageIT {
  private static final int LINES_PER_SECOND = 5_000;
  private static final int LINES_WHILE_AWAY = 2 * LINES_PER_SECOND;
  private static final Duration READY = Duration.ofMinutes(3);

  private final Pipeline pipeline;

  OutageIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** Whatever a test did to them, the next one finds all servers running. */
  @AfterEach
  void start() {
    pipeline.stack().start();
  }

  @Test
  @DisplayName("Kafka is stopped and started under load")
  void kafka() {
    everythingArrivesAfterAnOutageOf(pipeline.stack().kafka());
  }

  @Test
  @DisplayName("etcd is stopped and started under load: files keep flowing meanwhile")
  void etcd() {
    String topic = everythingArrivesAfterAnOutageOf(pipeline.stack().etcd());
    assertThat(pipeline.records(topic).count()).isPositive();
  }

  @Test
  @DisplayName("Elasticsearch is stopped and started under load")
  void elasticsearch() {
    everythingArrivesAfterAnOutageOf(pipeline.stack().elasticsearch());
  }

  @Test
  @DisplayName("Kafka is away when the agent starts")
  void kafkaAwayAtStart() {
    String topic = pipeline.topic("start");
    try (AgentHost host = pipeline.host("start")) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      LoggingProgram program = host.program("app.log", 100, Integer.MAX_VALUE);
      program.write(1_000);
      pipeline.stack().kafka().stop();

      host.agent().start();
      await()
          .atMost(READY)
          .ignoreExceptions()
          .until(() -> host.agent().page("/readyz").contains("Kafka"));
      restart(pipeline.stack().kafka());

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
    }
  }

  @Test
  @DisplayName("K2: entries added and removed while Kafka is away: shown soon, in force afterwards")
  void entriesWhileKafkaIsAway() {
    String topic = pipeline.topic("away");
    try (AgentHost host = pipeline.host("away").start()) {
      host.append("a.log", 1);
      host.append("b.log", 2);
      pipeline.keys().collect(host.key(), host.log("a.log"), topic);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 1);
      pipeline.stack().kafka().stop();

      pipeline.keys().collect(host.key(), host.log("b.log"), topic);
      await()
          .atMost(Pipeline.SOON)
          .until(() -> host.collectedFiles().equals(Set.of(host.log("b.log").toString())));
      host.append("a.log", 10);
      restart(pipeline.stack().kafka());

      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 3);
      host.append("b.log", 1);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == 4);
      assertThat(pipeline.records(topic).all())
          .filteredOn(record -> record.path().endsWith("a.log"))
          .hasSize(1);
    }
  }

  @Test
  @DisplayName("K4: of a thousand files that rest, one gets a line: it is in Kafka")
  void oneLineAmongManyFiles() {
    String topic = pipeline.topic("idle");
    int files = 1_000;
    try (AgentHost host = pipeline.host("idle").start()) {
      for (int i = 0; i < files; i++) {
        host.append("rest-" + i + ".log", 1);
      }
      pipeline.keys().collect(host.key(), host.log("rest-*.log"), topic);
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.records(topic).count() == files);

      host.append("rest-500.log", 1);

      await().atMost(Pipeline.SOON).until(() -> pipeline.records(topic).count() == files + 1);
    }
  }

  private String everythingArrivesAfterAnOutageOf(Server server) {
    String topic = pipeline.topic("outage_" + server.name());
    try (AgentHost host = pipeline.host("outage-" + server.name()).start();
        LoggingProgram program = host.program("app.log", LINES_PER_SECOND, LINES_PER_SECOND)) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      host.awaitEntries(1);
      program.start();
      await().atMost(Pipeline.SETTLED).until(() -> pipeline.documents(topic).count() > 0);

      server.stop();
      awaitWritten(program, LINES_WHILE_AWAY);
      server.start();
      // What waits must not grow with the time that a busy machine takes to start it.
      awaitWritten(program, LINES_WHILE_AWAY);
      program.stop();
      server.awaitReady(READY);

      pipeline.exactlyOnce(program, topic).holdsWithin(Pipeline.SETTLED);
      new OrderPerFile(pipeline.records(topic)).holdsWithin(Pipeline.SOON);
    }
    return topic;
  }

  private static void awaitWritten(LoggingProgram program, int more) {
    int before = program.written().size();
    await().atMost(READY).until(() -> program.written().size() > before + more);
  }

  private static void restart(Server server) {
    server.start();
    server.awaitReady(READY);
  }
}
