package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.CompressionType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import tributary.agent.send.batch.BatchCodec;
import tributary.agent.send.batch.BatchSplitter;
import tributary.agent.send.batch.BufferPool;
import tributary.common.lifecycle.Backoff;

/** The sender against a broker that answers with every error there is. */
class SendLoopRandomTest {
  private static final int FILES = 12;
  private static final int LINES = 1200;
  private static final int PARTITIONS = 3;

  private final List<PartitionSending> sendings = new ArrayList<>();
  private final List<FakeFile> files = new ArrayList<>();

  @RepeatedTest(3)
  @DisplayName("K5, K6: whatever is answered, each line is in the topic once, each file in order")
  void deliversExactlyOnce() {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    FakeBrokers brokers = new FakeBrokers(random);
    BufferPool pool = new BufferPool(4 << 20);
    SendMetrics metrics = new SendMetrics(new PrometheusRegistry(), pool::taken);
    SendLoop loop = loop(brokers, pool, metrics, random);

    for (int step = 0; files.stream().anyMatch(file -> !file.done()); step++) {
      assertThat(step).as("seed " + seed).isLessThan(500_000);
      if (random.nextInt(3) > 0) {
        files.get(random.nextInt(FILES)).read(random, brokers.now());
      }
      loop.step();
    }
    assertThat(brokers.given.keySet())
        .as("seed " + seed)
        .contains(
            Errors.NONE,
            Errors.OUT_OF_ORDER_SEQUENCE_NUMBER,
            Errors.MESSAGE_TOO_LARGE,
            Errors.INVALID_RECORD,
            Errors.REQUEST_TIMED_OUT,
            Errors.NOT_LEADER_OR_FOLLOWER,
            Errors.TOPIC_AUTHORIZATION_FAILED);
    for (FakeFile file : files) {
      List<String> stored =
          brokers.partitions.values().stream()
              .flatMap(partition -> partition.log().stream())
              .filter(line -> line.startsWith(file.name() + ":"))
              .toList();
      assertThat(stored)
          .as("seed " + seed)
          .isEqualTo(IntStream.range(0, LINES).mapToObj(file::line).toList());
    }
    assertThat(pool.taken()).as("seed " + seed).isZero();
  }

  private SendLoop loop(FakeBrokers brokers, BufferPool pool, SendMetrics metrics, Random random) {
    BatchCodec codec =
        new BatchCodec(Compression.of(CompressionType.forId(random.nextInt(5))).build());
    Cluster cluster = new Cluster(random, brokers);
    SenderProblem problem = new SenderProblem();
    ProducerIdentity identity =
        new ProducerIdentity(
            brokers,
            new Backoff(Duration.ofMillis(10), Duration.ofMillis(50), random),
            metrics,
            problem);
    Settlement settlement =
        new Settlement(
            cluster,
            identity,
            new BatchSplitter(codec),
            new NoWatch(),
            metrics,
            problem,
            brokers::now);
    SendLoop loop = new SendLoop(brokers, cluster, identity, settlement, problem, brokers::now);
    BatchRules rules = new BatchRules(pool, codec, 20_000, 5, brokers::now, time -> {});
    for (String topic : List.of("by-id", "by-name")) {
      KnownTopic known = new KnownTopic(topic, random);
      known.ready(PARTITIONS);
      for (int i = 0; i < PARTITIONS; i++) {
        PartitionQueue queue = new PartitionQueue(new TopicPartition(topic, i), rules);
        sendings.add(new PartitionSending(known, queue, random));
        loop.add(sendings.get(sendings.size() - 1));
      }
    }
    for (int i = 0; i < FILES; i++) {
      files.add(new FakeFile("f" + i, sendings.get(i % sendings.size()).queue(), LINES));
    }
    return loop;
  }

  /** Two brokers that lead in turns, and sometimes nobody. */
  private static final class Cluster implements ClusterView {
    private final Random random;
    private final Uuid id = Uuid.randomUuid();

    Cluster(Random random, FakeBrokers brokers) {
      this.random = random;
      brokers.topicsById.put(id, "by-id");
    }

    @Override
    public Node leader(TopicPartition partition) {
      int broker = random.nextInt(20);
      return broker == 0 ? null : new Node(1 + broker % 2, "localhost", broker % 2);
    }

    @Override
    public Uuid topicId(String topic) {
      return topic.equals("by-id") ? id : Uuid.ZERO_UUID;
    }

    @Override
    public int partitions(String topic) {
      return PARTITIONS;
    }

    @Override
    public void requestUpdate() {}

    @Override
    public void leaders(Map<TopicPartition, LeaderIdAndEpoch> leaders, List<Node> nodes) {}

    @Override
    public void check() {}
  }

  /** Topics stay what they are. */
  private static final class NoWatch implements TopicWatch {
    @Override
    public void refuse(KnownTopic topic, String reason) {}

    @Override
    public void changed(KnownTopic topic) {}
  }
}
