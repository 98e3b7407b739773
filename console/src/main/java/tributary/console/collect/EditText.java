package tributary.console.collect;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import tributary.common.collect.CollectEntry;
import tributary.console.agents.AgentPresence;
import tributary.console.text.Ages;

/** Says what an edit did. Pure. */
final class EditText {

  private final ObjectMapper json;

  EditText(ObjectMapper json) {
    this.json = json;
  }

  /** One sentence, which names what was there before. */
  String text(String key, String path, Edit edit) {
    String entries = Ages.of(edit.document().items().size(), "entry", "entries");
    String now = entry(edit, path);
    return switch (edit.outcome()) {
      case ADDED -> "added to " + key + ": " + now + " (" + entries + " there now)";
      case REPLACED ->
          "replaced in " + key + ": " + now + ", before " + before(edit) + " (" + entries + ")";
      case REMOVED ->
          "removed from " + key + ": " + path + " " + before(edit) + " (" + entries + " left)";
      case UNCHANGED -> "nothing to do: " + key + " has it so already: " + now;
    };
  }

  /** Who will see to it, or a warning that nobody does as far as is known. */
  String followers(String key, List<AgentPresence> agents) {
    List<String> following =
        agents.stream().filter(agent -> agent.follows(key)).map(AgentPresence::id).toList();
    if (!following.isEmpty()) {
      return "followed by " + String.join(", ", following);
    }
    if (key.startsWith(CollectTarget.GROUPS)) {
      return "followed by the agents of that group, once one has it in agent.groups or in the"
          + " \"groups\" of its host's key";
    }
    String running =
        agents.isEmpty()
            ? "no agent runs"
            : "these run: "
                + String.join(", ", agents.stream().map(AgentPresence::id).limit(10).toList())
                + (agents.size() > 10 ? ", …" : "");
    return "warning: no running agent is known to follow "
        + key
        + " ("
        + running
        + "): name one with --host, or see the agent's collect-keys";
  }

  private String entry(Edit edit, String path) {
    int index = edit.document().indexOf(path);
    return index < 0 ? path : path + " → " + meaning(edit.document().items().get(index).entry());
  }

  private String before(Edit edit) {
    return edit.before().map(old -> "→ " + meaning(old)).orElse("");
  }

  private String meaning(CollectEntry entry) {
    String options = EntryText.options(entry, json);
    return "topic " + entry.topic() + (options.isEmpty() ? "" : " " + options);
  }
}
