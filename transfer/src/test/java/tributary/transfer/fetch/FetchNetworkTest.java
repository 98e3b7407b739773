package tributary.transfer.fetch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.common.kafka.KafkaSettings;

/** Kafka's classes accept what we ask of them; nothing is connected. */
class FetchNetworkTest {

  @ParameterizedTest
  @ValueSource(strings = {"classic", "consumer"})
  void bothGroupProtocols(String protocol) {
    KafkaSettings kafka =
        new KafkaSettings(
            Map.of(
                "bootstrap.servers", "127.0.0.1:1",
                "group.protocol", protocol,
                "isolation.level", "read_committed",
                "client.rack", "a"));

    assertThatCode(() -> new FetchNetwork(kafka, "id").get().close()).doesNotThrowAnyException();
  }

  @Test
  void aNameThatLeadsNowhereIsToldAsKafkaDoes() {
    KafkaSettings kafka = new KafkaSettings(Map.of("bootstrap.servers", "no-such-host.invalid:1"));

    assertThatThrownBy(() -> new FetchNetwork(kafka, "id").get())
        .isInstanceOf(KafkaException.class);
  }
}
