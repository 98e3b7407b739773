package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.discover.PathRules;
import tributary.agent.journal.JournalSettings;
import tributary.agent.read.ReadSettings;
import tributary.agent.send.SendSettings;
import tributary.common.collect.CollectEntry;
import tributary.common.http.HttpAddress;
import tributary.common.kafka.TopicSettings;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;

/** The agent's settings. */
class AgentSettingsTest {
  @TempDir Path folder;

  @Test
  void defaults() throws Exception {
    AgentSettings settings = read("");
    assertThat(settings.id()).isNotBlank();
    assertThat(settings.addresses()).isEmpty();
    assertThat(settings.dataDir()).isEqualTo(Path.of("/var/lib/tributary/agent"));
    assertThat(settings.collect().keys())
        .extracting(template -> template.text())
        .containsExactly(
            "/tributary/hosts/{address}", "/tributary/hosts/{id}", "/tributary/groups/{group}");
    assertThat(settings.collect().entries()).isEmpty();
    assertThat(settings.permissions().deny()).hasSize(8);
    assertThat(settings.read())
        .isEqualTo(
            new ReadSettings(
                Duration.ofMillis(100),
                Duration.ofSeconds(1),
                256 * 1024,
                2048,
                0,
                100_000,
                Duration.ofSeconds(60)));
    assertThat(settings.send())
        .isEqualTo(new SendSettings(Duration.ofMillis(20), 900 << 10, 16 << 20));
    assertThat(settings.journal())
        .isEqualTo(new JournalSettings(Duration.ofSeconds(1), Duration.ofDays(7), true));
    assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(30));
    assertThat(settings.http()).isEqualTo(new HttpAddress("127.0.0.1", 7071));
    assertThat(settings.topics()).isEqualTo(new TopicSettings(true, 4, (short) 1));
  }

  @Test
  @DisplayName("C22, F14: what no entry of etcd can make an agent read, unless its host allows it")
  void deniedByDefault() throws Exception {
    Path data = Files.createDirectory(folder.resolve("data")).toRealPath();
    PathRules rules = read("").permissions().pathRules(data);

    for (String denied :
        List.of(
            "/etc/passwd",
            "/etc/shadow",
            "/etc/ssl/private/key.pem",
            "/root/.bashrc",
            "/proc/1/environ",
            "/sys/kernel/notes",
            "/dev/zero",
            "/run/secrets/password",
            "/home/me/.aws/credentials",
            "/home/me/.ssh/id_rsa",
            "/data/backup/.ssh/id_rsa",
            data + "/journal")) {
      assertThat(rules.problem(Path.of(denied)))
          .as(denied)
          .hasValueSatisfying(problem -> assertThat(problem).startsWith(denied));
    }
    assertThat(rules.problem(Path.of("/var/log/nginx/access.log"))).isEmpty();
    assertThat(rules.problem(Path.of("/home/me/app/app.log"))).isEmpty();
  }

  @Test
  void everythingSet() throws Exception {
    AgentSettings settings =
        read(
            """
            agent {
              id = web-1, addresses = ["10.0.0.1"], groups = [web, prod], data-dir = /d
              collect-keys = ["/logAgent/%s/collect_config"]
              collect = [{path = "/var/log/a.log", topic = a}]
              paths { allow = ["/var/**"], deny = ["/var/x/**"] }
              allow-topics = ["a*"]
              read { poll = 1s, discover = 2s, chunk = 8KiB, max-open = 3, max-held = 1GiB
                     max-files = 5, rotated-wait = 6s }
              send { linger = 0s, batch = 900KiB, memory = 4MiB }
              journal { interval = 7s, keep = 1d }
              bind-machine = false
              stop-timeout = 9s
              http { host = "0.0.0.0", port = 0 }
            }
            etcd.endpoints = ["http://e:2379"]
            kafka { bootstrap.servers = "k:9092", "compression.type" = zstd }
            topics { create = false, partitions = 2, replication = 3 }
            """);
    assertThat(settings.id()).isEqualTo("web-1");
    assertThat(settings.addresses()).containsExactly("10.0.0.1");
    assertThat(settings.collect().groups()).containsExactly("web", "prod");
    assertThat(settings.collect().entries())
        .containsExactly(CollectEntry.of("/var/log/a.log", "a"));
    assertThat(settings.permissions().allowTopics().get(0).matches("ab")).isTrue();
    assertThat(settings.read().chunk()).isEqualTo(8192);
    assertThat(settings.read().rotatedWait()).isEqualTo(Duration.ofSeconds(6));
    assertThat(settings.send()).isEqualTo(new SendSettings(Duration.ZERO, 900 << 10, 4 << 20));
    assertThat(settings.read().maxHeld()).isEqualTo(1L << 30);
    assertThat(settings.journal())
        .isEqualTo(new JournalSettings(Duration.ofSeconds(7), Duration.ofDays(1), false));
    assertThat(settings.stopTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(settings.kafka().client()).containsEntry("compression.type", "zstd");
    assertThat(settings.topics().replication()).isEqualTo((short) 3);
  }

  @Test
  @DisplayName("No endpoints are no etcd: the settings file alone says what is collected")
  void withoutEtcd() throws Exception {
    assertThat(read("etcd.endpoints = []").etcd()).isEmpty();
    assertThat(read("").etcd()).isPresent();
    assertThat(problems("etcd { endpoints = [], user = u, password = p }"))
        .containsExactly(
            folder.resolve("agent.conf") + ":1: etcd.user: needs endpoints, which are none");
  }

  @Test
  @DisplayName(
      "K8: acks = 1 is refused with the reason; all problems come at once, with their lines")
  void allProblemsAtOnce() {
    List<String> problems =
        problems(
            """
            agent.id = "a/b"
            agent.raed = 1
            agent.read { poll = 0s, chunk = 1, max-open = 0 }
            agent.send { linger = 11s, batch = 2MiB, memory = 1 }
            agent.journal.interval = 0s
            agent.collect-keys = ["/x/{host}"]
            agent.collect = [{path = "relative", topic = a}]
            agent.paths.deny = ["[a"]
            agent.http.port = 70000
            kafka.acks = 1
            etcd.endpoints = ["e:2379"]
            topics.partitions = 0
            """);
    String file = folder.resolve("agent.conf") + ":";
    assertThat(problems)
        .anyMatch(p -> p.startsWith(file + "1: agent.id"))
        .anyMatch(p -> p.startsWith(file + "2: unknown key agent.raed, did you mean agent.read"))
        .anyMatch(p -> p.startsWith(file + "3: agent.read.poll"))
        .anyMatch(p -> p.startsWith(file + "3: agent.read.chunk"))
        .anyMatch(p -> p.startsWith(file + "3: agent.read.max-open"))
        .anyMatch(p -> p.startsWith(file + "4: agent.send.linger"))
        .anyMatch(p -> p.startsWith(file + "4: agent.send.batch"))
        .anyMatch(p -> p.startsWith(file + "4: agent.send.memory"))
        .anyMatch(p -> p.startsWith(file + "5: agent.journal.interval"))
        .anyMatch(p -> p.startsWith(file + "6: agent.collect-keys") && p.contains("{host}"))
        .anyMatch(p -> p.startsWith(file + "7: agent.collect"))
        .anyMatch(p -> p.startsWith(file + "8: agent.paths.deny"))
        .anyMatch(p -> p.startsWith(file + "9: agent.http.port"))
        .anyMatch(p -> p.startsWith(file + "10: kafka.acks: is refused: it would weaken"))
        .anyMatch(p -> p.startsWith(file + "11: etcd.endpoints"))
        .anyMatch(p -> p.startsWith(file + "12: topics.partitions"));
  }

  @Test
  @DisplayName("The file for users is valid, and says nothing but defaults")
  void exampleFile() throws Exception {
    Path example = Path.of(System.getProperty("tributary.root"), "conf", "agent.conf");
    assertThat(AgentSettings.read(SettingsFile.load(example)).send()).isEqualTo(read("").send());
  }

  @Test
  @DisplayName("C14: an unknown field of an entry in the settings file is a warning, with its line")
  void unknownFieldOfALocalEntry() throws Exception {
    var collect =
        read("agent.collect = [\n  { path = /var/log/a.log, topic = a, colour = red }\n]")
            .collect();

    assertThat(collect.entries()).hasSize(1);
    assertThat(collect.warnings()).containsExactly("line 2: the unknown field 'colour' is ignored");
  }

  private AgentSettings read(String text) throws IOException, SettingsException {
    Path file = folder.resolve("agent.conf");
    Files.writeString(file, text);
    return AgentSettings.read(SettingsFile.load(file));
  }

  private List<String> problems(String text) {
    return catchThrowableOfType(SettingsException.class, () -> read(text)).problems();
  }
}
