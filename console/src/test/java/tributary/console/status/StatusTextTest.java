package tributary.console.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.AgentReport;
import tributary.console.agents.KeyState;
import tributary.console.servers.OffsetRange;
import tributary.console.servers.Stored;

/** Answers of servers and agents become a status, and a status becomes text. */
class StatusTextTest {

  private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

  @Test
  void everythingUp() {
    StatusReport report =
        new StatusReport(
            NOW,
            List.of(ServerState.up("etcd", "http://127.0.0.1:2379", "3.5.16")),
            Optional.of(List.of(new AgentState(agent(List.of()), report(0, List.of())))),
            new TransferState("tributary-transfer", Optional.of(2)),
            List.of(topic("web", 4L, 1_000L, 12L, 988L, 0L)),
            List.of());
    assertThat(StatusText.lines(report))
        .containsExactly(
            "SERVER  ADDRESS                STATE",
            "etcd    http://127.0.0.1:2379  up, 3.5.16",
            "",
            "AGENT  VERSION  ADDRESSES  UP     OPEN FILES  LINES   BEHIND  ERRORS",
            "web-1  0.1.0    10.0.0.1   5 min           3  1,234  2.0 KiB       0",
            "",
            "Transfer (group tributary-transfer): 2 running, 12 records behind",
            "TOPIC  PARTITIONS  RECORDS  BEHIND  DOCUMENTS  DEAD LETTERS",
            "web             4    1,000      12        988             0");
    assertThat(report.complete()).isTrue();
  }

  @Test
  void whatIsAwayIsSaidAndWhatIsNotKnownIsADash() {
    StatusReport report =
        new StatusReport(
            NOW,
            List.of(ServerState.down("Kafka", "k:9092", "Kafka can't be reached at k:9092")),
            Optional.empty(),
            new TransferState("g", Optional.empty()),
            List.of(
                new TopicState(
                    "web",
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(7L),
                    Optional.empty())),
            List.of());
    assertThat(StatusText.lines(report))
        .contains("Kafka   k:9092   DOWN", "Kafka can't be reached at k:9092")
        .contains("Agents: etcd is away, so it is not known which run.")
        .contains("Transfer (group g): Kafka is away, so it is not known what runs.")
        .anyMatch(line -> line.matches("web +- +- +- +7 +-"));
    assertThat(report.complete()).isFalse();
    assertThat(new StatusJson(Json.mapper()).text(report))
        .contains("\"topics\":[{\"topic\":\"web\",\"documents\":7}]")
        .doesNotContain("agents");
  }

  @Test
  void anEmptyClusterSaysWhatToExpect() {
    StatusReport report =
        new StatusReport(
            NOW,
            List.of(),
            Optional.of(List.of()),
            new TransferState("g", Optional.of(0)),
            List.of(),
            List.of());
    assertThat(StatusText.lines(report))
        .contains("No agent runs.")
        .contains("Transfer (group g): none runs, 0 records behind")
        .contains("No topic yet: an agent makes one when it sends its first line.");
  }

  @Test
  void problemsLostBytesAndRejectionsAreShown() {
    StatusReport report =
        new StatusReport(
            NOW,
            List.of(),
            Optional.of(
                List.of(new AgentState(agent(List.of()), report(10, List.of("/a.log: denied"))))),
            new TransferState("g", Optional.of(1)),
            List.of(),
            List.of(new Rejection("/k", "line 1 column 2: bad", "web-1")));
    assertThat(StatusText.lines(report))
        .contains("web-1: /a.log: denied", "web-1: lost 10 B")
        .contains("/k   line 1 column 2: bad  web-1");
    assertThat(new StatusJson(Json.mapper()).text(report))
        .contains("\"lostBytes\":10")
        .contains("\"rejected\":[{\"key\":\"/k\",\"error\":\"line 1 column 2: bad\"");
  }

  @Test
  void ofManyProblemsOneIsToldWhereTheRestIs() {
    List<String> problems = IntStream.range(0, 7).mapToObj(Integer::toString).toList();
    StatusReport report =
        new StatusReport(
            NOW,
            List.of(),
            Optional.of(List.of(new AgentState(agent(List.of()), report(0, problems)))),
            new TransferState("g", Optional.of(1)),
            List.of(),
            List.of());
    assertThat(StatusText.lines(report))
        .contains("web-1: 4", "web-1: and 2 more: http://127.0.0.1:7071/status")
        .doesNotContain("web-1: 5");
  }

  @Test
  @DisplayName("C5: a broken value is shown, whether an agent reports it or none follows its key")
  void rejectionsAreThoseOfAgentsAndOfValuesThatNobodyReads() {
    KeyState error = new KeyState("/k/a", 1, Optional.of("line 1 column 2: bad"));
    Stored broken = new Stored("/k/b", ByteSequence.from("{bad", StandardCharsets.UTF_8), 1);
    Stored good = new Stored("/k/c", ByteSequence.from("[]", StandardCharsets.UTF_8), 1);
    List<Rejection> found =
        Rejections.find(
            List.of(agent(List.of(error)), agent(List.of(error))), List.of(broken, good));
    assertThat(found).hasSize(2);
    assertThat(found.get(0))
        .isEqualTo(new Rejection("/k/a", "line 1 column 2: bad", "web-1, web-1"));
    assertThat(found.get(1).key()).isEqualTo("/k/b");
    assertThat(found.get(1).error()).startsWith("line 1 column");
    assertThat(found.get(1).by()).startsWith("no agent");
  }

  @Test
  void topicsAreThoseAnnouncedAndThoseConsumedWithTheirDeadLetters() {
    TopicPartition web0 = new TopicPartition("web", 0);
    TopicPartition web1 = new TopicPartition("web", 1);
    TopicPartition dead = new TopicPartition("web.dead", 0);
    TopicPartition own = new TopicPartition("own", 0);
    Map<TopicPartition, Long> committed = Map.of(web0, 90L, own, 5L, dead, 1L);
    Set<String> topics = TopicStates.known(Set.of("web", "new"), committed);
    assertThat(topics).containsExactly("new", "own", "web");
    assertThat(TopicStates.withDeadLetters(topics, Set.of("web", "web.dead", "other", "own")))
        .containsExactly("own", "web", "web.dead");
    TopicStates states =
        new TopicStates(
            Set.of("web", "new"),
            Optional.of(
                Map.of(
                    web0, new OffsetRange(80, 100),
                    web1, new OffsetRange(10, 15),
                    dead, new OffsetRange(0, 3),
                    own, new OffsetRange(7, 7))),
            committed,
            Optional.of(Map.of("web", new TopicDocuments(95, 0, 0))));
    assertThat(states.rows())
        .containsExactly(
            topic("new", 0L, 0L, 0L, 0L, 0L),
            topic("own", 1L, 0L, 0L, 0L, 0L),
            topic("web", 2L, 25L, 15L, 95L, 3L));
  }

  @Test
  void deadLettersAreThoseThatAreOpenAndNotTheirMarksOrRepetitions() {
    TopicPartition dead = new TopicPartition("web.dead", 0);
    var offsets = Optional.of(Map.of(dead, new OffsetRange(0, 5)));
    var found = Optional.of(Map.of("web", new TopicDocuments(95, 2, 1)));
    assertThat(new TopicStates(Set.of("web"), offsets, Map.of(), found).rows())
        .containsExactly(topic("web", 0L, 0L, 0L, 95L, 1L));
    assertThat(new TopicStates(Set.of("web"), offsets, Map.of(), Optional.empty()).rows())
        .extracting(TopicState::deadLetters)
        .containsExactly(Optional.of(5L));
  }

  private static TopicState topic(
      String name, Long partitions, Long records, Long behind, Long documents, Long dead) {
    return new TopicState(
        name,
        Optional.of(partitions),
        Optional.of(records),
        Optional.of(behind),
        Optional.of(documents),
        Optional.of(dead));
  }

  private static Optional<AgentReport> report(long lost, List<String> problems) {
    return Optional.of(new AgentReport(3, 1_234, 2_048, lost, problems));
  }

  private static AgentPresence agent(List<KeyState> keys) {
    return new AgentPresence(
        "web-1",
        "0.1.0",
        List.of("10.0.0.1"),
        "127.0.0.1:7071",
        Optional.of(NOW.minusSeconds(300)),
        keys.size(),
        keys);
  }
}
