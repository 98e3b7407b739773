package tributary.console.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.http.HttpAddress;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/** The console's settings: defaults, all set, all problems at once. */
class ConsoleSettingsTest {

  @TempDir private Path folder;

  @Test
  void defaults() throws Exception {
    ConsoleSettings settings = read("");
    assertThat(settings.http()).isEqualTo(new HttpAddress("127.0.0.1", 7080));
    assertThat(settings.host()).isEqualTo(HostName.own()).isNotEmpty();
    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.group()).isEqualTo("tributary");
    assertThat(settings.etcd().endpoints()).containsExactly(URI.create("http://127.0.0.1:2379"));
    assertThat(settings.kafka().bootstrapServers()).isEqualTo("127.0.0.1:9092");
    assertThat(settings.elasticsearch().hosts())
        .containsExactly(URI.create("http://127.0.0.1:9200"));
  }

  @Test
  void allSet() throws Exception {
    ConsoleSettings settings =
        read(
            """
            console { http { host = "0.0.0.0", port = 1 }, host = web-1, patience = 1s }
            transfer.group = other
            etcd { endpoints = ["http://e:1"], user = u, password = p }
            kafka { bootstrap.servers = "k:1", "security.protocol" = SASL_SSL }
            elasticsearch { hosts = ["https://x:1"], api-key = secret }
            """);
    assertThat(settings.http()).isEqualTo(new HttpAddress("0.0.0.0", 1));
    assertThat(settings.host()).isEqualTo("web-1");
    assertThat(settings.patience()).isEqualTo(Duration.ofSeconds(1));
    assertThat(settings.group()).isEqualTo("other");
    assertThat(settings.etcd().user()).contains("u");
    assertThat(settings.kafka().admin()).containsEntry("security.protocol", "SASL_SSL");
    assertThat(settings.elasticsearch().apiKey().orElseThrow().reveal()).isEqualTo("secret");
    assertThat(settings.toString()).doesNotContain("secret");
  }

  @Test
  void allProblemsAtOnce() throws Exception {
    SettingsException wrong =
        catchThrowableOfType(
            SettingsException.class,
            () ->
                read(
                    """
                    console { htp.port = 1, patience = 0s }
                    kafka.group.id = x
                    """));
    assertThat(wrong.problems())
        .anyMatch(problem -> problem.contains("console.htp, did you mean console.http?"))
        .anyMatch(problem -> problem.contains("console.patience: must be at least 1ms"))
        .anyMatch(problem -> problem.contains("kafka.group.id: is refused"));
  }

  private ConsoleSettings read(String text) throws IOException, SettingsException {
    Path file = Files.writeString(folder.resolve("console.conf"), text);
    return ConsoleSettings.read(SettingsFile.load(file));
  }
}
