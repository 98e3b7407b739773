package tributary.console.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;

/** What agents say of themselves, as far as this console understands it. */
class AgentPresenceTest {

  private static final String KEY = "/tributary/agents/web-1";

  @Test
  void errorsStandBesideTheRevisionsApplied() {
    AgentPresence agent =
        parse(
                "{\"version\":\"0.1.0\",\"addresses\":[\"10.0.0.1\"],"
                    + "\"http\":\"127.0.0.1:7071\",\"started\":\"2026-11-21T08:00:00Z\","
                    + "\"keys\":2,\"errors\":1,\"applied\":[{\"key\":\"/k/a\",\"revision\":5,\"error\":\"line 1 column 2: bad\"},"
                    + "{\"key\":\"/k/b\",\"revision\":7}]}")
            .orElseThrow();
    assertThat(agent.id()).isEqualTo("web-1");
    assertThat(agent.started()).contains(Instant.parse("2026-11-21T08:00:00Z"));
    assertThat(agent.errors())
        .containsExactly(new KeyState("/k/a", 5, Optional.of("line 1 column 2: bad")));
    assertThat(agent.troubled()).isEqualTo(1);
    assertThat(agent.follows("/k/b")).isTrue();
    assertThat(agent.follows("/k/c")).isFalse();
  }

  @Test
  void whatAnAgentDoesNotSayIsEmpty() {
    AgentPresence agent = parse("{}").orElseThrow();
    assertThat(agent.version()).isEqualTo("-");
    assertThat(agent.started()).isEmpty();
    assertThat(agent.errors()).isEmpty();
  }

  @Test
  void whatIsNoObjectIsNoAgent() {
    assertThat(parse("[]")).isEmpty();
    assertThat(parse("")).isEmpty();
    assertThat(parse("{bad")).isEmpty();
  }

  @Test
  void metricsAreSummedOverTheirLabelsAndProblemsOfAllKindsAreGathered() {
    Metrics metrics =
        Metrics.parse(
            """
            # HELP tributary_agent_lines_total Lines
            tributary_agent_lines_total{topic="a b"} 3.0
            tributary_agent_lines_total{topic="c}"} 1.2E7 1732176000
            tributary_agent_files 2
            odd{x="y"} NoNumber
            nonsense

            """);
    String status =
        "{\"notReady\":[\"Kafka: away\"],\"problems\":[\"/b: twice\"],\"topics\":{\"x\":"
            + "{\"state\":\"refused\",\"reason\":\"denied\"},\"y\":{\"state\":\"ready\"}},"
            + "\"files\":[{\"path\":\"/a\",\"error\":\"gone\"},{\"path\":\"/c\"}]}";
    assertThat(AgentReport.of(metrics, status, Json.mapper()))
        .isEqualTo(
            new AgentReport(
                2,
                12_000_003,
                0,
                0,
                List.of("Kafka: away", "topic x: denied", "/b: twice", "/a: gone")));
    assertThat(AgentReport.of(metrics, "", Json.mapper()).problems()).isEmpty();
  }

  private static Optional<AgentPresence> parse(String value) {
    return AgentPresence.parse(KEY, value, Json.mapper());
  }
}
