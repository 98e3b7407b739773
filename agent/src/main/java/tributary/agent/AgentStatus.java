package tributary.agent;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import tributary.agent.configure.CollectFollower;
import tributary.agent.configure.CollectStatus;
import tributary.agent.configure.KeyStatus;
import tributary.agent.frame.TopicState;
import tributary.agent.read.ReadSnapshot;
import tributary.agent.read.ReadStatus;
import tributary.agent.send.KafkaEventSink;

/**
 * What {@code /status} and {@code /readyz} say. Any thread; asks for what is known, and waits at
 * most two seconds for a busy reader.
 */
final class AgentStatus {
  private final Map<String, String> about;
  private final CollectFollower follower;
  private final KafkaEventSink sink;
  private final Tailing tailing;
  private final Supplier<List<String>> outside;

  /**
   * @param about what never changes: id, version, when it started
   * @param outside what can't be told to others
   */
  AgentStatus(
      Map<String, String> about,
      CollectFollower follower,
      KafkaEventSink sink,
      Tailing tailing,
      Supplier<List<String>> outside) {
    this.about = new LinkedHashMap<>(about);
    this.follower = follower;
    this.sink = sink;
    this.tailing = tailing;
    this.outside = outside;
  }

  /** What keeps the agent from being ready; empty when it is. */
  List<String> notReady() {
    List<String> reasons = new ArrayList<>();
    follower.problem().ifPresent(problem -> reasons.add("etcd: " + problem));
    if (!follower.status().decided()) {
      reasons.add("configuration: neither etcd's nor a saved one is in force yet");
    }
    sink.problem().ifPresent(problem -> reasons.add("Kafka: " + problem));
    return reasons;
  }

  /** The picture as a tree for Jackson. */
  Map<String, Object> tree() {
    CollectStatus collect = follower.status();
    Map<String, Object> tree = new LinkedHashMap<>(about);
    tree.put("ready", notReady().isEmpty());
    tree.put("notReady", notReady());
    tree.put("addresses", collect.addresses());
    tree.put("groups", collect.groups());
    if (follower.asksEtcd()) {
      tree.put("etcd", connection(follower.problem()));
    }
    tree.put("kafka", connection(sink.problem()));
    tree.put("topics", topics());
    tree.put("entries", collect.entries());
    tree.put("local", key(collect.local()));
    tree.put("keys", collect.keys().stream().map(AgentStatus::key).toList());
    ReadSnapshot snapshot = tailing.snapshot();
    List<String> problems = new ArrayList<>(outside.get());
    problems.addAll(snapshot.problems());
    tree.put("problems", problems);
    tree.put("filesAt", snapshot.at().toString());
    tree.put("files", new Written<>(snapshot.files(), AgentStatus::file));
    return tree;
  }

  /** What is made of each only while it is written: there may be ten thousand of them. */
  private static final class Written<T> extends AbstractList<Map<String, Object>> {
    private final List<T> of;
    private final Function<T, Map<String, Object>> each;

    Written(List<T> of, Function<T, Map<String, Object>> each) {
      this.of = of;
      this.each = each;
    }

    @Override
    public Map<String, Object> get(int index) {
      return each.apply(of.get(index));
    }

    @Override
    public int size() {
      return of.size();
    }
  }

  private Map<String, Object> topics() {
    Map<String, Object> topics = new LinkedHashMap<>();
    sink.topics().forEach((name, state) -> topics.put(name, state(state)));
    return topics;
  }

  private static Map<String, Object> state(TopicState state) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (state instanceof TopicState.Refused refused) {
      tree.put("state", "refused");
      tree.put("reason", refused.reason());
    } else {
      tree.put("state", state instanceof TopicState.Ready ? "ready" : "pending");
    }
    return tree;
  }

  private static Map<String, Object> connection(Optional<String> problem) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("connected", problem.isEmpty());
    problem.ifPresent(text -> tree.put("problem", text));
    return tree;
  }

  private static Map<String, Object> key(KeyStatus key) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("key", key.key());
    tree.put("revision", key.revision());
    tree.put("entries", key.entries());
    key.error().ifPresent(error -> tree.put("error", error));
    tree.put("problems", key.problems());
    tree.put("warnings", key.warnings());
    return tree;
  }

  private static Map<String, Object> file(ReadStatus file) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("path", file.path());
    tree.put("id", file.id());
    file.topic().ifPresent(topic -> tree.put("topic", topic));
    tree.put("state", word(file));
    tree.put("start", file.start());
    tree.put("size", file.size());
    tree.put("offset", file.acknowledged());
    tree.put("read", file.read());
    tree.put("behind", Math.max(0, file.size() - file.acknowledged()));
    tree.put("unreadSeconds", file.unreadFor().toMillis() / 1e3);
    tree.put("skipped", file.skipped());
    if (!file.lost().isEmpty()) {
      tree.put("lost", file.lost().stream().map(r -> List.of(r.from(), r.to())).toList());
    }
    file.waiting().ifPresent(error -> tree.put("error", error));
    return tree;
  }

  private static String word(ReadStatus file) {
    if (file.waiting().isPresent()) {
      return "waiting";
    }
    return switch (file.holding()) {
      case AT_PATH -> "reading";
      case ROTATED -> "rotated";
      case CLOSED -> "closed";
    };
  }
}
