package tributary.console.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import tributary.console.agents.AgentPages;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.AgentReport;
import tributary.console.agents.Agents;
import tributary.console.servers.ElasticStore;
import tributary.console.servers.EtcdStore;
import tributary.console.servers.Failure;
import tributary.console.servers.KafkaStore;
import tributary.console.servers.OffsetRange;
import tributary.console.servers.Stored;

/**
 * Asks everybody at once, so that a server that is away costs its time-out once and hides nothing
 * of the others. Thread: main asks and joins; each question has a thread of its own.
 */
final class StatusQuestions {

  private static final String TOPICS = "/tributary/topics/";

  private final ObjectMapper json;
  private final String group;

  StatusQuestions(ObjectMapper json, String group) {
    this.json = json;
    this.group = group;
  }

  /** What etcd says. */
  private record Configured(
      String version,
      List<AgentPresence> agents,
      Map<String, AgentReport> reports,
      Set<String> topics,
      List<Stored> values) {}

  /** What Kafka says before it is asked for offsets. */
  private record Consumed(
      String version, Set<String> topics, Map<TopicPartition, Long> committed, int members) {}

  /** An answer, or why there is none. */
  private record Reply<T>(Optional<T> answer, Optional<String> problem) {}

  /** The whole report. */
  StatusReport ask(EtcdStore etcd, KafkaStore kafka, ElasticStore elastic, Instant now) {
    CompletableFuture<Reply<Configured>> toEtcd = start(() -> configured(etcd));
    CompletableFuture<Reply<Consumed>> toKafka = start(() -> consumed(kafka));
    CompletableFuture<Reply<String>> toElastic = start(elastic::version);
    Reply<Configured> configured = toEtcd.join();
    Reply<Consumed> consumed = toKafka.join();
    Reply<String> version = toElastic.join();

    Set<String> announced = configured.answer().map(Configured::topics).orElse(Set.of());
    Map<TopicPartition, Long> committed =
        consumed.answer().map(Consumed::committed).orElse(Map.of());
    Set<String> topics = TopicStates.known(announced, committed);
    CompletableFuture<Reply<Map<TopicPartition, OffsetRange>>> offsets =
        start(
            () ->
                kafka.offsets(
                    TopicStates.withDeadLetters(topics, consumed.answer().get().topics())),
            consumed);
    CompletableFuture<Reply<Map<String, TopicDocuments>>> documents =
        start(() -> DocumentCounts.ask(elastic, json, topics), version);

    List<ServerState> servers = new ArrayList<>();
    servers.add(state("etcd", etcd.addresses(), map(configured, Configured::version)));
    servers.add(state("Kafka", kafka.addresses(), map(consumed, Consumed::version)));
    servers.add(state("Elasticsearch", elastic.addresses(), version));
    TopicStates states =
        new TopicStates(announced, offsets.join().answer(), committed, documents.join().answer());
    return new StatusReport(
        now,
        servers,
        configured.answer().map(StatusQuestions::agents),
        new TransferState(group, consumed.answer().map(Consumed::members)),
        states.rows(),
        configured.answer().map(c -> Rejections.find(c.agents(), c.values())).orElse(List.of()));
  }

  private Configured configured(EtcdStore etcd) throws Failure {
    String version = etcd.version();
    List<AgentPresence> agents = Agents.running(etcd, json);
    Set<String> topics = new TreeSet<>();
    etcd.below(TOPICS).forEach(stored -> topics.add(stored.key().substring(TOPICS.length())));
    List<Stored> values = new ArrayList<>(etcd.below("/tributary/hosts/"));
    values.addAll(etcd.below("/tributary/groups/"));
    return new Configured(version, agents, new AgentPages(json).ask(agents), topics, values);
  }

  private Consumed consumed(KafkaStore kafka) throws Failure {
    return new Consumed(
        kafka.version(), kafka.topics(), kafka.committed(group), kafka.members(group));
  }

  private static List<AgentState> agents(Configured configured) {
    return configured.agents().stream()
        .map(
            agent ->
                new AgentState(agent, Optional.ofNullable(configured.reports().get(agent.id()))))
        .toList();
  }

  private static ServerState state(String name, String addresses, Reply<String> version) {
    return version
        .answer()
        .map(number -> ServerState.up(name, addresses, number))
        .orElseGet(() -> ServerState.down(name, addresses, version.problem().orElse("")));
  }

  private static <T> CompletableFuture<Reply<T>> start(Callable<T> question) {
    CompletableFuture<Reply<T>> reply = new CompletableFuture<>();
    Thread thread = new Thread(() -> reply.complete(answer(question)), "question");
    thread.setDaemon(true);
    thread.start();
    return reply;
  }

  private static <T> CompletableFuture<Reply<T>> start(Callable<T> question, Reply<?> before) {
    return before.answer().isPresent()
        ? start(question)
        : CompletableFuture.completedFuture(new Reply<>(Optional.empty(), before.problem()));
  }

  private static <T> Reply<T> answer(Callable<T> question) {
    try {
      return new Reply<>(Optional.of(question.call()), Optional.empty());
    } catch (Exception e) {
      return new Reply<>(Optional.empty(), Optional.of(String.valueOf(e.getMessage())));
    }
  }

  private static <T, U> Reply<U> map(Reply<T> reply, Function<T, U> change) {
    return new Reply<>(reply.answer().map(change), reply.problem());
  }
}
