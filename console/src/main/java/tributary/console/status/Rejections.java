package tributary.console.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectException;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.KeyState;
import tributary.console.servers.Stored;

/**
 * Gathers the configuration that is not in force: what agents report, and values that nobody
 * reports because no agent follows their key. Pure.
 */
final class Rejections {

  private static final String NOBODY = "no agent (found by reading it)";

  private Rejections() {}

  /** One for each key and error, keys in order, the agents that say the same together. */
  static List<Rejection> find(List<AgentPresence> agents, List<Stored> values) {
    Map<String, Map<String, List<String>>> said = new TreeMap<>();
    for (AgentPresence agent : agents) {
      for (KeyState key : agent.errors()) {
        said.computeIfAbsent(key.key(), k -> new TreeMap<>())
            .computeIfAbsent(key.error().orElse(""), e -> new ArrayList<>())
            .add(agent.id());
      }
    }
    CollectCodec codec = new CollectCodec();
    for (Stored value : values) {
      try {
        codec.parse(value.bytes());
      } catch (CollectException e) {
        said.computeIfAbsent(value.key(), k -> new TreeMap<>(Map.of(e.getMessage(), List.of())));
      }
    }
    List<Rejection> rejections = new ArrayList<>();
    said.forEach(
        (key, errors) ->
            errors.forEach(
                (error, by) ->
                    rejections.add(
                        new Rejection(key, error, by.isEmpty() ? NOBODY : String.join(", ", by)))));
    return rejections;
  }
}
