package tributary.console.collect;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectException;
import tributary.common.collect.CollectItem;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.KeyState;
import tributary.console.servers.Stored;

/**
 * A key as {@code collect list} shows it.
 *
 * @param entries that it holds; none if it is broken
 * @param broken why it can't be read, with line and column
 * @param agentErrors what agents say against it, by the agent's id
 */
record ListedKey(
    String key,
    List<CollectEntry> entries,
    Optional<String> broken,
    Map<String, String> agentErrors) {

  /** Reads what a key holds. */
  static ListedKey of(Stored stored, List<AgentPresence> agents, ObjectMapper json) {
    Map<String, String> errors = new TreeMap<>();
    for (AgentPresence agent : agents) {
      for (KeyState state : agent.errors()) {
        if (state.key().equals(stored.key())) {
          errors.put(agent.id(), state.error().orElse(""));
        }
      }
    }
    try {
      List<CollectEntry> entries =
          CollectDocument.parse(stored.bytes(), json).items().stream()
              .map(CollectItem::entry)
              .toList();
      return new ListedKey(stored.key(), entries, Optional.empty(), errors);
    } catch (CollectException e) {
      return new ListedKey(stored.key(), List.of(), Optional.of(e.getMessage()), errors);
    }
  }
}
