package tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.send.TopicReader;
import tributary.common.json.Json;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;

/** The whole agent on a real etcd and a real Kafka. */
class AgentProgramIT {
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String HOST = "/tributary/hosts/web-1";

  @TempDir static Path folder;
  private static Stack stack;
  private static EtcdKeys etcd;

  private RunningAgent agent;
  private Lines a;
  private Lines b;
  private Lines c;
  private String topic;

  @BeforeAll
  static void startServers() {
    stack =
        Stack.start(
            folder.resolve("stack"),
            StackOptions.only(Part.ETCD, Part.KAFKA)
                .withKafkaSettings(Map.of("auto.create.topics.enable", "false")));
    etcd = new EtcdKeys(stack.etcd().url());
  }

  @AfterAll
  static void stopServers() {
    etcd.close();
    stack.delete();
  }

  @BeforeEach
  void start(TestInfo test) throws Exception {
    topic = test.getTestMethod().orElseThrow().getName();
    Path own = Files.createDirectories(folder.resolve(topic));
    a = new Lines(own.resolve("a.log"));
    b = new Lines(own.resolve("b.log"));
    c = new Lines(own.resolve("c.log"));
    for (String key : List.of("web-1", "10.0.0.1", "10.0.0.2")) {
      etcd.delete("/tributary/hosts/" + key);
    }
    agent = new RunningAgent(stack, own, "");
  }

  @AfterEach
  void stop() {
    agent.close();
  }

  @Test
  @DisplayName("C2: a change put just before start: each line once")
  void startsWithTheNewest() throws Exception {
    a.append(100);
    etcd.put(HOST, value(a.entry("never")));
    etcd.put(HOST, value(a.entry(topic)));
    agent.start();
    a.append(100);
    arrive(topic, a.written());
    assertThat(agent.status().get("topics").has("never")).isFalse();
  }

  @Test
  @DisplayName("The topic tributary.files tells where a file stands: when it is seen, and at stop")
  void tellsOfFiles() throws Exception {
    etcd.put(HOST, value(a.entry(topic)));
    agent.start();
    a.append(3);
    arrive(topic, a.written());
    await().atMost(SOON).until(() -> !states(a.file()).isEmpty());
    agent.stop();
    long size = Files.size(a.file());
    List<JsonNode> states = states(a.file());
    JsonNode last = states.get(states.size() - 1);
    assertThat(last.get("acked").asLong()).isEqualTo(size);
    assertThat(last.get("sent").asLong()).isEqualTo(size);
    assertThat(last.get("host").asText()).isEqualTo("web-1");
    assertThat(etcd.get("/tributary/topics/tributary.files")).isEmpty();
  }

  private static List<JsonNode> states(Path file) throws Exception {
    List<JsonNode> states = new ArrayList<>();
    for (String text : TopicReader.texts(stack.kafka().address(), "tributary.files")) {
      JsonNode state = Json.mapper().readTree(text);
      if (state.get("path").asText().equals(file.toString())) {
        states.add(state);
      }
    }
    return states;
  }

  @Test
  @DisplayName("C6: one of two keys is deleted: only its files stop; put again, they resume")
  void deletesAndPutsAKey() throws Exception {
    etcd.put("/tributary/hosts/10.0.0.1", value(a.entry(topic)));
    etcd.put(HOST, value(b.entry(topic)));
    agent.start();
    List<String> expected = new ArrayList<>(a.append(10));
    expected.addAll(b.append(10));
    arrive(topic, expected);
    etcd.delete("/tributary/hosts/10.0.0.1");
    entries(1);
    List<String> late = a.append(10);
    expected.addAll(b.append(10));
    arrive(topic, expected);
    etcd.put("/tributary/hosts/10.0.0.1", value(a.entry(topic)));
    expected.addAll(late);
    arrive(topic, expected);
  }

  @Test
  @DisplayName("C7: a host with two addresses: the union; a put on one leaves the other alone")
  void collectsTheUnion() throws Exception {
    etcd.put("/tributary/hosts/10.0.0.1", value(a.entry(topic)));
    etcd.put("/tributary/hosts/10.0.0.2", value(b.entry(topic)));
    agent.start();
    List<String> expected = new ArrayList<>(a.append(10));
    expected.addAll(b.append(10));
    arrive(topic, expected);
    etcd.put("/tributary/hosts/10.0.0.2", value(b.entry(topic), c.entry(topic)));
    expected.addAll(a.append(10));
    expected.addAll(c.append(10));
    arrive(topic, expected);
  }

  @Test
  @DisplayName("C8: an entry is removed and added ten times: each line once")
  void removesAndAdds() throws Exception {
    agent.start();
    for (int i = 0; i < 10; i++) {
      etcd.put(HOST, value(a.entry(topic)));
      a.append(10);
      arrive(topic, a.written());
      etcd.put(HOST, "[]");
      entries(0);
    }
  }

  @Test
  @DisplayName("C10: a path's topic changes while it is written: each line is in exactly one topic")
  void changesTheTopic() throws Exception {
    etcd.put(HOST, value(a.entry(topic)));
    agent.start();
    a.append(1000);
    await().atMost(SOON).until(() -> agent.status().get("topics").has(topic));
    etcd.put(HOST, value(a.entry(topic + "2")));
    // The new settings take hold once the file moves.
    await()
        .atMost(SOON)
        .until(
            () -> {
              a.append(100);
              return agent.status().get("topics").path(topic + "2").path("state").asText();
            },
            "ready"::equals);
    List<String> last = a.append(100);
    await().atMost(SOON).until(() -> texts(topic + "2").containsAll(last));
    // Topics are acknowledged apart: what went to the first may come last.
    await()
        .atMost(SOON)
        .until(() -> texts(topic).size() + texts(topic + "2").size() >= a.written().size());
    List<String> both = new ArrayList<>(texts(topic));
    both.addAll(texts(topic + "2"));
    assertThat(both).containsExactlyInAnyOrderElementsOf(a.written());
  }

  @Test
  @DisplayName("C11: one put adds two, removes one and changes one: exactly that happens")
  void changesSeveral() throws Exception {
    Lines d = new Lines(a.file().resolveSibling("d.log"));
    etcd.put(HOST, value(a.entry(topic), b.entry(topic)));
    agent.start();
    List<String> first = new ArrayList<>(a.append(10));
    first.addAll(b.append(10));
    arrive(topic, first);
    etcd.put(HOST, value(b.entry(topic + "2"), c.entry(topic), d.entry(topic)));
    entries(3);
    a.append(10);
    first.addAll(c.append(10));
    first.addAll(d.append(10));
    List<String> changed = b.append(10);
    arrive(topic + "2", changed);
    arrive(topic, first);
  }

  @Test
  @DisplayName("C12, C5: conflicts and broken values are reported; the last good one stays")
  void reportsWhatIsWrong() throws Exception {
    etcd.put(HOST, value(a.entry(topic)));
    etcd.put("/tributary/hosts/10.0.0.1", value(a.entry("other")));
    agent.start();
    a.append(10);
    entries(1);
    arrive("other", a.written());
    assertThat(key(HOST).get("problems").get(0).asText()).contains("10.0.0.1, which wins");
    etcd.put("/tributary/hosts/10.0.0.1", "{bad");
    await().atMost(SOON).until(() -> key("/tributary/hosts/10.0.0.1").has("error"));
    assertThat(key("/tributary/hosts/10.0.0.1").get("error").asText()).contains("line 1 column 2");
    a.append(10);
    arrive("other", a.written());
    await()
        .atMost(SOON)
        .until(
            () -> etcd.get("/tributary/agents/web-1").orElse(""),
            text -> text.contains("column 2"));
    assertThat(agent.get("/metrics").body()).contains("tributary_agent_config_rejected_total 1.0");
  }

  @Test
  @DisplayName(
      "C15: the settings file's own entries are followed; a broken edit keeps the last good")
  void followsItsOwnFile() throws Exception {
    agent.start();
    String before = Files.readString(agent.conf());
    Files.writeString(agent.conf(), before + "agent.collect = [" + a.entry(topic) + "]\n");
    a.append(10);
    arrive(topic, a.written());
    Files.writeString(agent.conf(), before + "agent.collect = [{path = 7");
    await().atMost(SOON).until(() -> agent.status().get("local").has("error"));
    a.append(10);
    arrive(topic, a.written());
  }

  @Test
  @DisplayName("The agent and its topics stand in etcd; it is ready; its pages say who it is")
  void saysWhoItIs() throws Exception {
    etcd.put(HOST, value(a.entry(topic)));
    agent.start();
    a.append(1);
    arrive(topic, a.written());
    await().atMost(SOON).until(() -> agent.get("/readyz").statusCode() == 200);
    assertThat(agent.get("/healthz").statusCode()).isEqualTo(200);
    await().atMost(SOON).until(() -> etcd.get("/tributary/agents/web-1").isPresent());
    JsonNode presence = Json.mapper().readTree(etcd.get("/tributary/agents/web-1").orElseThrow());
    assertThat(presence.get("addresses").toString()).isEqualTo("[\"10.0.0.1\",\"10.0.0.2\"]");
    await().atMost(SOON).until(() -> etcd.get("/tributary/topics/" + topic).isPresent());
    assertThat(agent.status().get("version").asText()).isEqualTo("development");
    String line = "tributary_agent_lines_total{topic=\"" + topic + "\"} 1.0";
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(agent.get("/metrics").body()).contains(line, "jvm_"));
    agent.stop();
    assertThat(etcd.get("/tributary/agents/web-1")).isEmpty();
    assertThat(etcd.get("/tributary/topics/" + topic)).isPresent();
  }

  @Test
  @DisplayName("C16, P1: stopped, and started without etcd: from the saved set, where it was")
  void startsWithoutEtcd() throws Exception {
    etcd.put(HOST, value(a.entry(topic)));
    agent.start();
    a.append(500);
    arrive(topic, a.written());
    agent.stop();
    a.append(500);
    stack.etcd().stop();
    agent.start();
    arrive(topic, a.written());
    assertThat(agent.get("/readyz").statusCode()).isEqualTo(503);
    assertThat(agent.get("/readyz").body()).startsWith("etcd: ");
    stack.start();
    await().atMost(SOON).until(() -> agent.get("/readyz").statusCode() == 200);
  }

  @Test
  @DisplayName("P7: a second agent on the same data folder does not start, and says why")
  void refusesASecondAgent() throws Exception {
    agent.start();
    RunningAgent second = new RunningAgent(stack, agent.conf().getParent(), "");
    assertThatThrownBy(second::start).hasMessageContaining("data");
  }

  private static String value(String... entries) {
    return "[" + String.join(", ", entries) + "]";
  }

  private JsonNode key(String key) throws Exception {
    for (JsonNode each : agent.status().get("keys")) {
      if (each.get("key").asText().equals(key)) {
        return each;
      }
    }
    return Json.mapper().createObjectNode();
  }

  private void entries(int count) {
    await().atMost(SOON).until(() -> agent.status().get("entries").asInt() == count);
  }

  private static List<String> texts(String topic) {
    return TopicReader.texts(stack.kafka().address(), topic);
  }

  /** These lines, each once, and no others. */
  private void arrive(String where, List<String> lines) {
    await()
        .atMost(SOON)
        .until(
            () -> agent.status().get("topics").path(where).path("state").asText(), "ready"::equals);
    await().atMost(SOON).until(() -> texts(where).size() >= lines.size());
    assertThat(texts(where)).containsExactlyInAnyOrderElementsOf(lines);
  }
}
