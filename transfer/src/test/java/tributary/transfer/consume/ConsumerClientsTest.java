package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.common.kafka.KafkaSettings;

/** Kafka's client accepts what we ask of it; nothing is connected. */
class ConsumerClientsTest {

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer", "CONSUMER"})
  @DisplayName("T10: both of Kafka's group protocols are to be had")
  void protocols(String protocol) {
    Map<String, String> kafka =
        new TreeMap<>(Map.of("bootstrap.servers", "127.0.0.1:1", "group.protocol", protocol));
    ConsumerClients clients =
        new ConsumerClients(
            new ConsumeSettings(
                new KafkaSettings(kafka),
                "id",
                "group",
                Duration.ofDays(7),
                false,
                1_000_000,
                Duration.ofSeconds(1)),
            "member 1");

    assertThatCode(
            () -> {
              Consumer<byte[], byte[]> consumer = clients.get();
              consumer.close();
            })
        .doesNotThrowAnyException();
  }
}
