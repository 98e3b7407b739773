package tributary.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;
import tributary.transfer.bulk.BulkSettings;
import tributary.transfer.document.IndexPattern;

/** Defaults, all set, all wrong at once. */
class TransferSettingsTest {

  @TempDir private Path folder;

  @Test
  void defaults() throws Exception {
    TransferSettings settings = read("");

    assertThat(settings.names().topics()).isEmpty();
    assertThat(settings.names().collectPrefixes())
        .containsExactly("/tributary/hosts/", "/tributary/groups/");
    assertThat(settings.index()).isEqualTo(IndexPattern.TOPIC);
    assertThat(settings.consume().group()).isEqualTo("tributary");
    assertThat(settings.consume().topicIdle()).isEqualTo(Duration.ofDays(7));
    assertThat(settings.consume().stopTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.bulk())
        .isEqualTo(
            new BulkSettings(
                2000,
                2 << 20,
                Duration.ofMillis(100),
                4,
                Duration.ofMillis(100),
                Duration.ofSeconds(30)));
    assertThat(settings.deadLetters()).isEqualTo(new DeadLetterSettings(".dead", "tributary-dead"));
    assertThat(settings.http().host()).isEqualTo("127.0.0.1");
    assertThat(settings.http().port()).isEqualTo(7072);
  }

  @Test
  void allSet() throws Exception {
    TransferSettings settings =
        read(
            """
            transfer {
              id = t1, group = g, topics = [a, b], allow-topics = ["a*"]
              collect-prefixes = ["/x/"], topic-idle = 1h
              index = "logs-{topic}-{yyyy.MM}"
              batch { max-docs = 10, max-bytes = 1MiB, linger = 1s }
              in-flight = 2, retry { first = 1s, max = 2s }
              dead-letters { topic = "{topic}-x.dead", index = "" }
              stop-timeout = 5s, http { host = "0.0.0.0", port = 1 }
            }
            """);

    assertThat(settings.names().topics()).containsExactly("a", "b");
    assertThat(settings.consume().id()).isEqualTo("t1");
    assertThat(settings.consume().dated()).isTrue();
    assertThat(settings.index().before()).isEqualTo("logs-");
    assertThat(settings.bulk().maxDocs()).isEqualTo(10);
    assertThat(settings.bulk().retryMax()).isEqualTo(Duration.ofSeconds(2));
    assertThat(settings.deadLetters()).isEqualTo(new DeadLetterSettings("-x.dead", ""));
    assertThat(settings.http().port()).isEqualTo(1);
  }

  @Test
  @DisplayName("K8: what would weaken a promise is refused, with every other problem at once")
  void allProblemsAtOnce() throws IOException {
    List<String> problems =
        problems(
            """
            transfer {
              group = "", topics = ["a b", tributary.x], allow-topics = [""]
              index = "x", batch { max-docs = 0, max-bytes = 1 }
              in-flight = 0, retry { first = 2s, max = 1s }
              dead-letters { topic = "dead", index = "x" }
              tpoics = []
            }
            kafka { enable.auto.commit = true, auto.offset.reset = latest }
            elasticsearch.hosts = []
            etcd.endpoints = [x]
            """);

    assertThat(problems)
        .anyMatch(p -> p.contains("transfer.group"))
        .anyMatch(p -> p.contains("transfer.topics") && p.contains("a b"))
        .anyMatch(p -> p.contains("transfer.topics") && p.contains("tributary.x"))
        .anyMatch(p -> p.contains("transfer.allow-topics"))
        .anyMatch(p -> p.contains("transfer.index"))
        .anyMatch(p -> p.contains("transfer.batch.max-docs"))
        .anyMatch(p -> p.contains("transfer.batch.max-bytes"))
        .anyMatch(p -> p.contains("transfer.in-flight"))
        .anyMatch(p -> p.contains("transfer.retry.max"))
        .anyMatch(p -> p.contains("transfer.dead-letters.topic"))
        .anyMatch(p -> p.contains("transfer.dead-letters.index"))
        .anyMatch(p -> p.contains("tpoics") && p.contains("topics"))
        .anyMatch(p -> p.contains("enable.auto.commit"))
        .anyMatch(p -> p.contains("auto.offset.reset"))
        .anyMatch(p -> p.contains("elasticsearch.hosts"))
        .anyMatch(p -> p.contains("etcd.endpoints"))
        .allMatch(p -> p.contains("transfer.conf"));
  }

  @Test
  void theFileForOperatorsIsGood() throws Exception {
    Path file = Path.of(System.getProperty("tributary.root", ".."), "conf", "transfer.conf");

    assertThat(TransferSettings.read(SettingsFile.load(file)).http().port()).isEqualTo(7072);
  }

  @Test
  @DisplayName(
      "C15: topics are read again when the file changes; a broken edit keeps the last ones")
  void reload() throws IOException {
    Path file = write("transfer.topics = [a]");
    List<List<String>> seen = new ArrayList<>();
    TopicsReload reload = new TopicsReload(file, seen::add);

    reload.look();
    assertThat(seen).isEmpty();
    write("transfer.topics = [a, b]");
    reload.look();
    reload.look();
    assertThat(seen).containsExactly(List.of("a", "b"));
    write("transfer.topics = [");
    reload.look();
    assertThat(seen).hasSize(1);
    assertThat(reload.problem()).contains("transfer.conf");
    write("");
    reload.look();
    assertThat(seen).hasSize(1);
    assertThat(reload.problem()).contains("it is empty");
    write("transfer.topics = []");
    reload.look();
    assertThat(seen).hasSize(2);
    assertThat(reload.problem()).isEmpty();
  }

  private List<String> problems(String text) throws IOException {
    write(text);
    SettingsException thrown = catchThrowableOfType(SettingsException.class, () -> read(text));
    return thrown.problems();
  }

  private TransferSettings read(String text) throws IOException, SettingsException {
    return new TransferMain().settings(SettingsFile.load(write(text)));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("transfer.conf"), text);
  }
}
