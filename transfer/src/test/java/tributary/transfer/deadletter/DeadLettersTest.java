package tributary.transfer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.bulk.Refusal;

/** What dead letters do when Kafka does not take them, by Kafka's own producer double. */
class DeadLettersTest {

  private final FakeClients clients = new FakeClients();
  private final DeadLetters letters = new DeadLetters(clients, ".dead", new PrometheusRegistry());
  private final List<Long> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void stop() {
    letters.close();
  }

  @Test
  @DisplayName("T4: a topic that takes no dead letters holds up none of another, and loses none")
  void refusedTopic() {
    clients.refusals.put("a.dead", new TopicAuthorizationException(Set.of("a.dead")));
    send("a", 1);
    await().until(() -> letters.problem().contains("dead letters of a: "));
    send("a", 2);
    send("b", 3);
    await().until(() -> done.equals(List.of(3L)));

    clients.refusals.clear();
    await().until(() -> done.size() == 3);
    assertThat(letters.problem()).isEmpty();
    assertThat(sent("a.dead")).isEqualTo(2);
    assertThat(clients.producers).hasSize(1);
  }

  @Test
  @DisplayName("T4: a producer that can never send again is replaced")
  void brokenProducer() {
    clients.refusals.put("a.dead", new KafkaException("a previous request has failed"));
    send("a", 1);
    await().until(() -> !letters.problem().isEmpty());
    clients.refusals.clear();

    await().until(() -> done.equals(List.of(1L)));
    assertThat(clients.producers.size()).isGreaterThan(1);
    assertThat(clients.producers.get(0).closed()).isTrue();
  }

  @Test
  @DisplayName("T4: an error on the way to Kafka loses no letter")
  void anError() {
    clients.error = new AssertionError("injected");
    send("a", 1);
    await().until(() -> letters.problem().contains("injected"));
    clients.error = null;

    await().until(() -> done.equals(List.of(1L)));
  }

  @Test
  @DisplayName("T18: what the broker finds too large goes without its value, then without all")
  void tooLarge() {
    clients.tooLarge = record -> record.value() != null || record.key() != null;
    send("a", 1);

    await().until(() -> done.equals(List.of(1L)));
    ProducerRecord<byte[], byte[]> stored = clients.producers.get(0).history().get(0);
    assertThat(new String(stored.headers().lastHeader("error.dropped").value(), UTF_8))
        .isEqualTo("all");
  }

  @Test
  @DisplayName("T4: a timestamp that the broker refuses is that of the sending instead")
  void refusedTimestamp() {
    clients.strictTime = true;
    send("a", 1);

    await().until(() -> done.equals(List.of(1L)));
    assertThat(clients.producers.get(0).history().get(0).timestamp()).isNull();
  }

  /** As long as a loaded machine may take. */
  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofMinutes(1));
  }

  private long sent(String topic) {
    return clients.producers.stream()
        .flatMap(producer -> producer.history().stream())
        .filter(record -> record.topic().equals(topic))
        .count();
  }

  private void send(String topic, long offset) {
    byte[] text = "text".getBytes(UTF_8);
    letters.send(
        new ConsumerRecord<>(topic, 0, offset, text, text),
        "id",
        new Refusal("type", "reason"),
        () -> done.add(offset));
  }

  /** Takes what no test refuses. */
  private static final class FakeClients implements LetterClients {
    private final Map<String, KafkaException> refusals = new ConcurrentHashMap<>();
    private final List<MockProducer<byte[], byte[]>> producers = new CopyOnWriteArrayList<>();
    private volatile Predicate<ProducerRecord<byte[], byte[]>> tooLarge = record -> false;
    private volatile boolean strictTime;
    private volatile Error error;

    @Override
    public void make(String topic) {
      if (error != null) {
        throw error;
      }
    }

    @Override
    public Producer<byte[], byte[]> producer() {
      MockProducer<byte[], byte[]> producer =
          new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer()) {
            @Override
            public synchronized Future<RecordMetadata> send(
                ProducerRecord<byte[], byte[]> record, Callback callback) {
              refuse(record);
              return super.send(record, callback);
            }
          };
      producers.add(producer);
      return producer;
    }

    private void refuse(ProducerRecord<byte[], byte[]> record) {
      KafkaException refusal = refusals.get(record.topic());
      if (refusal != null) {
        throw refusal;
      }
      if (tooLarge.test(record)) {
        throw new RecordTooLargeException("injected");
      }
      if (strictTime && record.timestamp() != null) {
        throw new InvalidTimestampException("injected");
      }
    }
  }
}
