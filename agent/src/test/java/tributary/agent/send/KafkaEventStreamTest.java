package tributary.agent.send;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.common.collect.CollectEntry;
import tributary.common.kafka.FileId;
import tributary.common.kafka.Span;

/** Acknowledgements and refusals, with Kafka's own stand-in for a producer. */
class KafkaEventStreamTest {
  private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
  private final Heard heard = new Heard();
  private KafkaEventSink sink;

  @BeforeEach
  void start() {
    sink =
        new KafkaEventSink(
            "web-1",
            new SendSettings(Duration.ZERO, 1024, 2000),
            this::producer,
            new NoTopics(),
            topic -> {},
            new PrometheusRegistry());
    sink.start();
    await().until(() -> sink.topic("t") instanceof TopicState.Ready);
  }

  @AfterEach
  void close() {
    sink.close();
  }

  @Test
  @DisplayName("K1: what is in flight is bounded; an acknowledgement makes room")
  void isBounded() {
    EventStream stream = open("t");
    int taken = 0;
    while (offer(stream, taken)) {
      taken++;
    }
    assertThat(taken).isEqualTo(2000 / (100 + SendMemory.RECORD_OVERHEAD));
    producers.get(0).completeNext();
    assertThat(heard.acknowledged).containsExactly(span(0));
    assertThat(offer(stream, taken)).isTrue();
    assertThat(offer(stream, taken + 1)).isFalse();
  }

  @Test
  @DisplayName("K3: a topic that may not be written is refused to all its files, others flow")
  void refusesATopic() {
    EventStream stream = open("t");
    assertThat(offer(stream, 0)).isTrue();
    await().until(() -> sink.topic("other") instanceof TopicState.Ready);
    producers.get(0).errorNext(new TopicAuthorizationException("t"));
    assertThat(heard.reasons).hasSize(1);
    await().until(() -> sink.topic("t") instanceof TopicState.Refused);
    assertThat(offer(open("t"), 0)).isFalse();
    assertThat(offer(open("other"), 0)).isTrue();
  }

  @Test
  @DisplayName(
      "K6: a producer whose id is fenced is replaced, and gives back what it had in flight")
  void replacesTheProducer() {
    EventStream stream = open("t");
    offer(stream, 0);
    producers.get(0).errorNext(new ProducerFencedException("fenced"));
    assertThat(heard.reasons).hasSize(1);
    assertThat(offer(stream, 1)).isFalse();
    await().atMost(Duration.ofSeconds(20)).until(() -> producers.size() == 2);
    await().until(() -> offer(open("t"), 0));
    producers.get(1).completeNext();
    assertThat(heard.acknowledged).containsExactly(span(0));
    assertThat(producers.get(0).closed()).isTrue();
  }

  private EventStream open(String topic) {
    return sink.open(
        StreamOrigin.of(new FileId("0123456789abcdefghjk"), "/a", CollectEntry.of("/a", topic)),
        heard);
  }

  private static boolean offer(EventStream stream, int number) {
    byte[] text = "x".repeat(100).getBytes(UTF_8);
    return stream.offer(text, 0, text.length, span(number), null, 1);
  }

  private static Span span(int number) {
    return new Span(number * 101L, number * 101L + 101);
  }

  private MockProducer<byte[], byte[]> producer() {
    Node node = new Node(1, "localhost", 9092);
    Node[] nodes = {node};
    List<PartitionInfo> partitions =
        IntStream.range(0, 4)
            .boxed()
            .flatMap(
                i ->
                    List.of("t", "other").stream()
                        .map(topic -> new PartitionInfo(topic, i, node, nodes, nodes)))
            .toList();
    Cluster cluster = new Cluster("c", List.of(node), partitions, Set.of(), Set.of());
    MockProducer<byte[], byte[]> made =
        new MockProducer<>(
            cluster, false, null, new ByteArraySerializer(), new ByteArraySerializer());
    producers.add(made);
    return made;
  }

  /** All topics exist. */
  private static final class NoTopics implements TopicAccess {
    @Override
    public Optional<String> ensure(String topic) {
      return Optional.empty();
    }

    @Override
    public void probe() {}

    @Override
    public void close() {}
  }
}
