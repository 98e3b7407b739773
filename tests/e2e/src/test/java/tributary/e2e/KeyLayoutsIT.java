package tributary.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every layout of keys and every spelling of values of DESIGN §4. */
@ExtendWith(PipelineExtension.class)
class KeyLayoutsIT {
  private final Pipeline pipeline;

  KeyLayoutsIT(Pipeline pipeline) {
    this.pipeline = pipeline;
  }

  @ParameterizedTest
  @DisplayName("C14: keys as the systems have them that this one replaces, in their spellings")
  @CsvSource(
      delimiter = '|',
      value = {
        "/backend/logagent/config/{ip} | [{'logpath': 'PATH', 'topic': 'TOPIC'}]",
        "/logAgent/%s/collect_config | [{'log_path': 'PATH', 'logtopic': 'TOPIC', 'service': 'x'}]",
        "collect_log_conf | {'path': 'PATH', 'TOPIC': 'TOPIC'}",
        "/server/log/{address}/ | {'logPath': 'PATH', 'Topic': 'TOPIC'}",
        "/tributary/hosts/{id} | {'groups': [], 'collect': [{'FilePath': 'PATH', 'topic': 'TOPIC'}]}",
      })
  void oneLayout(String template, String value) {
    String topic = pipeline.topic("layout");
    AgentHost host = pipeline.host("layout");
    try (AgentHost configured =
        host.with(pipeline, "agent.collect-keys = [\"" + template + "\"]").start()) {
      configured.append("app.log", 3);

      pipeline
          .keys()
          .put(
              key(template, configured),
              value
                  .replace("PATH", configured.log("app.log").toString())
                  .replace("'TOPIC'}", "'" + topic + "'}")
                  .replace("'TOPIC',", "'" + topic + "',")
                  .replace('\'', '"'));

      awaitRecords(topic, 3);
    }
  }

  @Test
  @DisplayName("C7: a host with two addresses has two keys: their union is collected")
  void twoAddresses() {
    String topic = pipeline.topic("two");
    AgentHost host = pipeline.host("two");
    String other = "10.2.3." + (host.id().hashCode() & 0xff);
    String addresses = "agent.addresses = [\"%s\", \"%s\"]".formatted(host.address(), other);
    try (AgentHost both = host.with(pipeline, addresses).start()) {
      both.append("a.log", 2);
      both.append("b.log", 3);
      pipeline.keys().collect("/tributary/hosts/" + both.address(), both.log("a.log"), topic);
      pipeline.keys().collect("/tributary/hosts/" + other, both.log("b.log"), topic);
      awaitRecords(topic, 5);

      pipeline.keys().put("/tributary/hosts/" + other, "[]");
      await()
          .atMost(Pipeline.SOON)
          .untilAsserted(
              () ->
                  assertThat(both.collectedFiles()).containsExactly(both.log("a.log").toString()));
      both.append("a.log", "more\n");
      awaitRecords(topic, 6);
    }
  }

  @Test
  @DisplayName("Groups: those of the settings and those that a host's key names")
  void groups() {
    String topic = pipeline.topic("groups");
    String own = pipeline.topic("own-group");
    String named = pipeline.topic("named-group");
    AgentHost host = pipeline.host("groups");
    try (AgentHost member = host.with(pipeline, "agent.groups = [\"" + own + "\"]").start()) {
      member.append("a.log", 2);
      member.append("b.log", 3);
      pipeline.keys().collect("/tributary/groups/" + own, member.log("a.log"), topic);
      pipeline.keys().collect("/tributary/groups/" + named, member.log("b.log"), topic);
      awaitRecords(topic, 2);

      pipeline.keys().put(member.key(), "{\"groups\": [\"" + named + "\"], \"collect\": []}");

      awaitRecords(topic, 5);
    }
  }

  @Test
  @DisplayName("An agent shows itself under /tributary/agents/, and its topics under topics/")
  void registration() {
    String topic = pipeline.topic("shown");
    try (AgentHost host = pipeline.host("shown").start()) {
      pipeline.keys().collect(host.key(), host.log("app.log"), topic);
      host.append("app.log", 1);
      awaitRecords(topic, 1);

      await()
          .atMost(Pipeline.SOON)
          .untilAsserted(
              () -> {
                assertThat(pipeline.keys().get("/tributary/topics/" + topic)).isPresent();
                assertThat(pipeline.keys().get("/tributary/agents/" + host.id()))
                    .hasValueSatisfying(
                        value -> assertThat(value).contains(host.address(), host.key()));
              });

      host.agent().stop();

      assertThat(pipeline.keys().get("/tributary/agents/" + host.id())).isEmpty();
    }
  }

  private static String key(String template, AgentHost host) {
    String key =
        template
            .replace("{ip}", host.address())
            .replace("{address}", host.address())
            .replace("%s", host.address())
            .replace("{id}", host.id());
    return key.endsWith("/") ? key + "app" : key;
  }

  private void awaitRecords(String topic, int count) {
    await()
        .atMost(Pipeline.SETTLED)
        .untilAsserted(() -> assertThat(pipeline.records(topic).count()).isEqualTo(count));
  }
}
