package tributary.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.common.json.Json;
import tributary.support.delivery.ExactlyOnce;
import tributary.support.load.LoggingProgram;
import tributary.support.process.BuiltJar;
import tributary.support.process.ProgramProcess;

/** Transfers that come, go and are killed, and topics that come and go while they do. */
@ExtendWith(PipelineExtension.class)
class TransferLivesIT {
  private static final int LINES_PER_SECOND = 100;

  /** Far more than the group has of other topics, so that each member gets some of these. */
  private static final int PARTITIONS = 16;

  /** Each has a partition of its own, mostly. */
  private static final int FILES = 12;

  /** Lines that each file has before the first transfer comes, so that there is much in flight. */
  private static final int BACKLOG = 500;

  private final Pipeline pipeline;

  TransferLivesIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @Test
  @DisplayName(
      "T10: of two transfers one dies (kill -9), a third comes, one comes back late: exact")
  void killedReplacedAndZombie() {
    String topic = pipeline.topic("lives");
    makeTopic(topic);
    try (AgentHost host = pipeline.host("lives").start();
        ProgramProcess zombie = transfer("zombie", topic);
        ProgramProcess killed = transfer("killed", topic);
        ProgramProcess third = transfer("third", topic)) {
      List<LoggingProgram> programs =
          IntStream.range(0, FILES)
              .mapToObj(i -> host.program("app-" + i + ".log", LINES_PER_SECOND, Integer.MAX_VALUE))
              .toList();
      programs.forEach(program -> program.write(BACKLOG));
      pipeline.keys().collect(host.key(), host.log("app-*.log"), topic);
      programs.forEach(LoggingProgram::start);
      zombie.start();
      killed.start();
      awaitAll(topic, zombie, killed);
      killed.kill();
      third.start();
      awaitAll(topic, zombie, third);
      zombie.pause();
      awaitAll(topic, third);
      zombie.resume();
      awaitAll(topic, zombie, third);
      programs.forEach(LoggingProgram::stop);

      new ExactlyOnce(
              pipeline.documents("lives-" + topic),
              () -> programs.stream().flatMap(program -> program.written().stream()).toList())
          .holdsWithin(Pipeline.SETTLED);
    }
  }

  private void makeTopic(String topic) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", pipeline.stack().kafka().address()))) {
      admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1))).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** One of a group with an index of its own, so that nobody else makes good what it leaves. */
  private ProgramProcess transfer(String name, String topic) {
    return pipeline.program(
        name + "-" + topic,
        BuiltJar.transfer(),
        """
        transfer { id = %s, group = "%s", allow-topics = ["%s"], index = "lives-{topic}" }
        kafka { session.timeout.ms = 6000, heartbeat.interval.ms = 1000 }
        """
            .formatted(name, topic, topic));
  }

  /** Until these share all partitions of the topic, and each has some. */
  private static void awaitAll(String topic, ProgramProcess... transfers) {
    await()
        .atMost(Pipeline.SETTLED)
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(
            () -> {
              int sum = 0;
              Set<Integer> all = new HashSet<>();
              for (ProgramProcess transfer : transfers) {
                Set<Integer> some = running(transfer, topic);
                sum += some.isEmpty() ? 2 * PARTITIONS : some.size();
                all.addAll(some);
              }
              return sum == PARTITIONS && all.size() == PARTITIONS;
            });
  }

  /** The partitions of the topic that a transfer has, and has begun with. */
  private static Set<Integer> running(ProgramProcess transfer, String topic) throws IOException {
    Set<Integer> numbers = new HashSet<>();
    for (JsonNode partition : Json.mapper().readTree(transfer.page("/status")).path("partitions")) {
      if (partition.path("topic").asText().equals(topic)
          && !partition.path("state").asText().equals("starting")) {
        numbers.add(partition.path("partition").asInt());
      }
    }
    return numbers;
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
