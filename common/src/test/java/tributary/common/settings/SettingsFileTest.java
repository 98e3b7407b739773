package tributary.common.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a settings file may hold, and how its problems are told. */
class SettingsFileTest {
  @TempDir Path folder;

  @Test
  void anEmptyFileHasTheDefaults() throws Exception {
    Section agent = load("").section("agent");

    assertThat(agent.text("data-dir")).isEqualTo("/var/lib/tributary");
    assertThat(agent.optionalText("id")).isEmpty();
    assertThat(agent.section("read").duration("poll")).isEqualTo(Duration.ofMillis(250));
    assertThat(agent.section("read").bytes("chunk", 1, 1 << 20)).isEqualTo(256 << 10);
  }

  @Test
  void theFileWinsOverTheDefaults() throws Exception {
    SettingsFile file = load("agent { id = web-1, read { max-open = 7 }, groups = [a, b] }");

    assertThat(file.section("agent").optionalText("id")).contains("web-1");
    assertThat(file.section("agent").section("read").number("max-open", 1, 10)).isEqualTo(7);
    assertThat(file.section("agent").texts("groups")).containsExactly("a", "b");
    file.finish();
  }

  @Test
  void everyProblemIsToldAtOnceWithFileLineAndKey() throws Exception {
    SettingsFile file =
        load(
            """
            agent {
              raed { poll = 1s }
              read { poll = soon, max-open = 0 }
              data-dir = [1]
            }
            """);
    Section agent = file.section("agent");
    agent.text("data-dir");
    agent.section("read").duration("poll");
    agent.section("read").number("max-open", 1, 10);

    SettingsException problems = catchThrowableOfType(SettingsException.class, file::finish);

    String path = folder.resolve("test.conf").toString();
    assertThat(problems.problems())
        .hasSize(4)
        .anySatisfy(line -> assertThat(line).startsWith(path + ":4: agent.data-dir: "))
        .anySatisfy(line -> assertThat(line).startsWith(path + ":3: agent.read.poll: "))
        .contains(path + ":3: agent.read.max-open: must be from 1 to 10, is 0")
        .contains(path + ":2: unknown key agent.raed, did you mean agent.read?");
  }

  @Test
  void aWrongValueLeavesTheDefaultInPlaceSoThatReadingGoesOn() throws Exception {
    SettingsFile file = load("agent.read.poll = soon");

    assertThat(file.section("agent").section("read").duration("poll"))
        .isEqualTo(Duration.ofMillis(250));
    assertThatThrownBy(file::finish).isInstanceOf(SettingsException.class);
  }

  @Test
  void aSectionThatIsNoObjectIsAProblem() throws Exception {
    SettingsFile file = load("agent = 5");

    assertThat(file.section("agent").text("data-dir")).isEqualTo("/var/lib/tributary");
    assertThatThrownBy(file::finish).hasMessageContaining("agent: must be an object");
  }

  @Test
  void anUnknownKeyFarFromAllOthersGetsNoSuggestion() throws Exception {
    assertThatThrownBy(load("agent.colour = red")::finish)
        .hasMessageContaining("unknown key agent.colour")
        .hasMessageNotContaining("did you mean");
  }

  @Test
  void sectionsOfOtherProgramsAreTheirs() throws Exception {
    load("transfer { group = a }, console.http.port = 1").finish();

    assertThatThrownBy(load("transferr { group = a }")::finish)
        .hasMessageContaining("unknown key transferr");
  }

  @Test
  void keysOfKafkasClientAreNotOurs() throws Exception {
    load("kafka { security.protocol = SSL, \"linger.ms\" = 5 }").finish();
  }

  @Test
  void secretsAreMaskedInWhatIsPrinted() throws Exception {
    SettingsFile file =
        load(
            """
            elasticsearch { password = hush, api-key = hush }
            kafka { sasl.jaas.config = "… password=hush", ssl.key.password = hush }
            """);

    assertThat(file.masked())
        .doesNotContain("hush")
        .contains("elasticsearch.password = ****")
        .contains("agent.data-dir = \"/var/lib/tributary\"");
    assertThat(file.section("elasticsearch").optionalSecret("password").orElseThrow())
        .hasToString("****");
  }

  @Test
  void passwordsInAddressesAreMaskedToo() throws Exception {
    SettingsFile file =
        load(
            """
            elasticsearch.hosts = ["https://elastic:hush@a:9200", "https://b:9200"]
            etcd.endpoints = ["http://root:hush@[::1]:2379"]
            """);

    assertThat(file.masked())
        .doesNotContain("hush")
        .contains("elasticsearch.hosts = [\"https://****@a:9200\",\"https://b:9200\"]")
        .contains("****@[::1]:2379");
  }

  @Test
  void whateverKafkasClientsCallAPasswordIsMasked() throws Exception {
    Set<String> passwords =
        Stream.of(
                ProducerConfig.configDef(),
                ConsumerConfig.configDef(),
                AdminClientConfig.configDef())
            .flatMap(all -> all.configKeys().values().stream())
            .filter(key -> key.type == ConfigDef.Type.PASSWORD)
            .map(key -> key.name)
            // These two go to everybody who connects.
            .filter(name -> !name.contains("certificate"))
            .collect(Collectors.toSet());
    assertThat(passwords).contains("ssl.key.password");

    for (String name : passwords) {
      assertThat(load("kafka { " + name + " = hush }").masked()).doesNotContain("hush");
    }
  }

  @Test
  void brokenSyntaxNamesTheLine() {
    assertThatThrownBy(() -> load("agent {\n id = \"web\n}"))
        .isInstanceOf(SettingsException.class)
        .hasMessageContaining("test.conf: 2");
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = folder.resolve("none.conf");

    assertThatThrownBy(() -> SettingsFile.load(missing))
        .hasMessage(missing + ": there is no such file");
  }

  private SettingsFile load(String text) throws SettingsException, IOException {
    return SettingsFile.load(Files.writeString(folder.resolve("test.conf"), text));
  }
}
