package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.kafka.KafkaSettings;
import tributary.transfer.fetch.Fetching;

/** The loop around Kafka's client, by Kafka's own double of it. */
class ConsumerLoopTest {

  private static final Catalogue CATALOGUE =
      new Catalogue(
          new TreeMap<>(Map.of("t", "id")),
          new TreeMap<>(),
          Map.of(new TopicPartition("t", 0), 0L));

  private final List<MockConsumer<byte[], byte[]>> made = new CopyOnWriteArrayList<>();
  private final List<FakeFetching> fetchers = new CopyOnWriteArrayList<>();
  private final ConsumerLoop loop =
      new ConsumerLoop(
          new ConsumeSettings(
              new KafkaSettings(Map.of()),
              "id",
              "group",
              Duration.ofDays(7),
              false,
              1_000_000,
              Duration.ofSeconds(1)),
          this::client,
          this::fetching,
          () -> CATALOGUE,
          (partition, start) -> {
            throw new IllegalStateException("nothing is assigned here");
          },
          new ConsumeMetrics(new PrometheusRegistry()),
          System::nanoTime);

  @Test
  @DisplayName("T7: an error in the consumer is counted and shown, and a new consumer goes on")
  void anError() {
    loop.start();
    try (loop) {
      await().atMost(Duration.ofMinutes(1)).until(() -> made.size() == 2);
      assertThat(loop.crashes()).isEqualTo("1 times, the last: java.lang.AssertionError: injected");
      await().atMost(Duration.ofMinutes(1)).until(() -> made.get(1).subscription().contains("t"));
      await().atMost(Duration.ofMinutes(1)).until(() -> loop.problem().isEmpty());
      assertThat(made.get(0).closed()).isTrue();
      assertThat(fetchers.get(0).closed).isTrue();
    }
  }

  private Fetching fetching() {
    FakeFetching fetching = new FakeFetching();
    fetchers.add(fetching);
    return fetching;
  }

  private Consumer<byte[], byte[]> client() {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    if (made.isEmpty()) {
      consumer.schedulePollTask(
          () -> {
            throw new AssertionError("injected");
          });
    }
    made.add(consumer);
    return consumer;
  }
}
