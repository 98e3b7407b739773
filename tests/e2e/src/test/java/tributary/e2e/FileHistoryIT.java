package tributary.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tributary.support.delivery.ExactlyOnce;
import tributary.support.delivery.IndexedDocuments;
import tributary.support.delivery.OrderPerFile;
import tributary.support.files.LineWriter;
import tributary.support.files.Rotation;

/**
 * A random history of a file on the real agent, Kafka, transfer and Elasticsearch. What happens is
 * always the same, in another order each time; {@code -Dtributary.seed} repeats one.
 */
@ExtendWith(PipelineExtension.class)
class FileHistoryIT {
  /** Lines that fill a head (1 KiB), so that no file is a small one. */
  private static final int FEWEST_LINES = 100;

  private final Pipeline pipeline;
  private final long seed = Long.getLong("tributary.seed", new Random().nextLong());
  private final Random random = new Random(seed);
  private final List<String> told = new ArrayList<>();
  private AgentHost host;
  private LineWriter log;
  private String topic;
  private String otherTopic;

  FileHistoryIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  /** What happens. */
  private enum Action {
    RENAME,
    COPY_TRUNCATE,
    COMPRESS,
    DELETE,
    TOPIC,
    STOP,
    KILL
  }

  @BeforeEach
  void start() {
    System.out.println("seed " + seed);
    host = pipeline.host("history").start();
    log = new LineWriter(host.log("app.log"));
    topic = pipeline.topic("history");
    otherTopic = topic + "_other";
    pipeline.keys().collect(host.key(), log.path(), topic);
    // What is rotated away before that is not read.
    host.awaitEntries(1);
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  @DisplayName("F2, F3, F5, F20, P1, P2, C10: a random history on the real stack: each line once")
  void history() throws IOException {
    List<Action> actions = new ArrayList<>(List.of(Action.values()));
    actions.addAll(List.of(Action.RENAME, Action.COPY_TRUNCATE, Action.TOPIC));
    Collections.shuffle(actions, random);
    for (Action action : actions) {
      write();
      act(action);
    }
    write();
    verify();
  }

  private void write() {
    int lines = FEWEST_LINES + random.nextInt(500);
    told.add("write " + lines);
    log.lines(lines);
  }

  private void act(Action action) throws IOException {
    told.add(action.name());
    switch (action) {
      case RENAME, COPY_TRUNCATE, COMPRESS -> Rotation.valueOf(action.name()).rotate(log.path());
      case DELETE -> {
        // Of a file that is deleted while the agent is behind, only an agent that lives knows.
        await().atMost(Pipeline.SETTLED).until(() -> documents().count() >= log.written().size());
        Files.delete(log.path());
      }
      case TOPIC -> {
        String before = topic;
        topic = otherTopic;
        otherTopic = before;
        pipeline.keys().collect(host.key(), log.path(), topic);
      }
      case STOP -> {
        host.agent().stop();
        meanwhile();
      }
      case KILL -> {
        host.agent().kill();
        meanwhile();
      }
    }
  }

  /** Nobody looks while this happens. */
  private void meanwhile() throws IOException {
    List<Action> rotations = List.of(Action.RENAME, Action.COPY_TRUNCATE, Action.COMPRESS);
    for (int i = random.nextInt(3); i > 0; i--) {
      write();
      act(rotations.get(random.nextInt(rotations.size())));
    }
    pipeline.restart(host.agent());
  }

  private IndexedDocuments documents() {
    return pipeline.documents(topic + "," + otherTopic);
  }

  private void verify() {
    try {
      new ExactlyOnce(documents(), log::written).holdsWithin(Pipeline.SETTLED);
      new OrderPerFile(pipeline.records(topic)).holdsWithin(Pipeline.SOON);
      new OrderPerFile(pipeline.records(otherTopic)).holdsWithin(Pipeline.SOON);
    } catch (AssertionError e) {
      throw new AssertionError("seed " + seed + ": " + told + ": " + e.getMessage(), e);
    }
  }
}
