package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.common.compress.Compression;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.send.batch.BatchCodec;
import tributary.agent.send.batch.BufferPool;
import tributary.agent.send.batch.MemoryShare;
import tributary.agent.send.batch.OpenBatch;
import tributary.agent.send.batch.RecordShape;
import tributary.agent.send.batch.RunOwner;
import tributary.common.kafka.FileId;
import tributary.common.kafka.FilesTopic;
import tributary.common.kafka.Span;

/** What is sent of a file that is empty: its state, which spans no byte. */
class EmptySpanTest {
  private static final FileId ID = new FileId("dc0wr2ajpm5fn908tjm5");

  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
  private final Heard heard = new Heard();

  @AfterEach
  void stop() {
    thread.shutdownNow();
  }

  @Test
  void anEventThatSpansNothingIsAcknowledgedTooOrAStopWouldWaitForIt() {
    BufferPool pool = new BufferPool(1 << 20);
    OpenBatch open = new OpenBatch(new MemoryShare(pool), new BatchCodec(Compression.NONE), 10_000);
    RecordShape shape = new RecordShape(ID.key(), Map.of());
    shape.next(2, 7, 7, null);
    assertThat(open.fits(shape, 1)).isTrue();
    open.append(stream(pool), shape, "{}".getBytes(UTF_8), 0, 1);

    open.seal().forEachRun(RunOwner::delivered);

    assertThat(heard.acknowledged).containsExactly(new Span(7, 7));
    assertThat(heard.more).containsExactly(false);
  }

  private KafkaEventStream stream(BufferPool pool) {
    SendMetrics metrics = new SendMetrics(new PrometheusRegistry(), pool::taken);
    TopicDirectory topics =
        new TopicDirectory(
            new NoTopics(),
            topic -> {
              throw new org.apache.kafka.common.errors.TimeoutException("nobody answers");
            },
            topic -> {},
            thread,
            new Random(1));
    return new KafkaEventStream(
        new SendLine("web-1", null, topics, metrics, () -> false),
        new StreamOrigin(ID, "/var/log/empty.log", FilesTopic.NAME, new TreeMap<>()),
        heard);
  }

  /** Each exists, and that is all. */
  private static final class NoTopics implements TopicAccess {
    @Override
    public Optional<String> ensure(String topic) {
      return Optional.empty();
    }

    @Override
    public void probe() {
      // It answers.
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
