package tributary.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Servers that are not there are said so, in one sentence each and soon. */
@Timeout(60)
class ServersAwayIT {

  @TempDir private Path folder;

  @Test
  void eachServerThatIsAwayIsNamedWithItsAddressAndItsSetting() throws IOException {
    Answered status = run("status");
    assertThat(status.code()).isEqualTo(1);
    assertThat(status.out().replaceAll("\\s+", " "))
        .contains("etcd can't be reached at http://127.0.0.1:1 (")
        .contains("Kafka can't be reached at 127.0.0.1:1 (")
        .contains("Elasticsearch can't be reached at http://127.0.0.1:1 (")
        .contains("or correct etcd.endpoints in the configuration");
  }

  @Test
  void searchAndCollectFailWithOneSentence() throws IOException {
    Answered search = run("search", "x");
    assertThat(search.code()).isEqualTo(1);
    assertThat(search.err().lines()).hasSize(1);
    assertThat(search.err()).startsWith("Elasticsearch can't be reached");
    Answered collect = run("collect", "add", "/a", "x");
    assertThat(collect.code()).isEqualTo(1);
    assertThat(collect.err().lines()).hasSize(1);
    assertThat(collect.err()).startsWith("etcd can't be reached");
  }

  private Answered run(String... arguments) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("console.conf"),
            """
            console.patience = %d ms
            etcd.endpoints = ["http://127.0.0.1:1"]
            kafka.bootstrap.servers = "127.0.0.1:1"
            elasticsearch.hosts = ["http://127.0.0.1:1"]
            """
                .formatted(Duration.ofSeconds(2).toMillis()));
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--config";
    all[arguments.length + 1] = file.toString();
    return Answered.run(all);
  }
}
