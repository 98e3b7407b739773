package tributary.common.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tributary.common.settings.SettingsFile;

/** What may stand under {@code kafka { }}. */
class KafkaSettingsTest {
  @TempDir Path folder;

  @Test
  void defaults() throws Exception {
    KafkaSettings settings = read("");

    assertThat(settings.bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(settings.producer()).containsOnlyKeys("bootstrap.servers");
  }

  @Test
  void keysGoToTheClientsThatKnowThemQuotedOrNot() throws Exception {
    KafkaSettings settings =
        read(
            """
            kafka {
              bootstrap.servers = "a:1,b:2"
              "security.protocol" = SSL
              ssl { truststore.location = /t }
              compression.type = zstd
              fetch.max.bytes = 1000
            }
            """);

    assertThat(settings.producer())
        .containsEntry("bootstrap.servers", "a:1,b:2")
        .containsEntry("compression.type", "zstd")
        .doesNotContainKey("fetch.max.bytes");
    assertThat(settings.consumer())
        .containsEntry("fetch.max.bytes", "1000")
        .containsEntry("security.protocol", "SSL")
        .containsEntry("ssl.truststore.location", "/t");
    assertThat(settings.admin()).containsEntry("security.protocol", "SSL");
  }

  @ParameterizedTest
  @DisplayName("K8: what would weaken a promise is refused with the reason")
  @ValueSource(
      strings = {
        "acks = 1",
        "enable.idempotence = false",
        "\"retries\" = 3",
        "max.in.flight.requests.per.connection = 9",
        "enable.auto.commit = true",
        "auto.offset.reset = latest",
        "key.serializer = X"
      })
  void refused(String line) {
    assertThatThrownBy(() -> read("kafka {\n " + line + " }"))
        .hasMessageContaining("test.conf:2: kafka.")
        .hasMessageContaining("is refused: ");
  }

  @Test
  void addressesAreNeeded() {
    assertThatThrownBy(() -> read("kafka.bootstrap.servers = \"\""))
        .hasMessageContaining("kafka.bootstrap.servers: must name at least one HOST:PORT");
  }

  @Test
  void secretsAreNotPrinted() throws Exception {
    assertThat(read("kafka.ssl.key.password = hush").toString()).doesNotContain("hush");
  }

  private KafkaSettings read(String text) throws Exception {
    SettingsFile file = SettingsFile.load(Files.writeString(folder.resolve("test.conf"), text));
    KafkaSettings settings = KafkaSettings.read(file.section("kafka"));
    file.finish();
    return settings;
  }
}
