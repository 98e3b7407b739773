package tributary.console.collect;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import tributary.common.collect.CollectEntry;
import tributary.console.text.Table;

/** Lays keys and their entries out, as a table or as JSON. Pure. */
final class ListText {

  private final ObjectMapper json;

  ListText(ObjectMapper json) {
    this.json = json;
  }

  /** A table with a row for each entry, and what is wrong below it. */
  List<String> lines(List<ListedKey> keys) {
    Table table = new Table("KEY", "PATH", "TOPIC", "OPTIONS");
    List<String> wrong = new ArrayList<>();
    for (ListedKey key : keys) {
      for (CollectEntry entry : key.entries()) {
        String options = EntryText.options(entry, json);
        table.row(key.key(), entry.path().text(), entry.topic(), options.isEmpty() ? "-" : options);
      }
      if (key.broken().isPresent()) {
        table.row(key.key(), "(broken)", "-", "-");
        wrong.add(
            key.key() + " is broken, so the last good value stays in force: " + key.broken().get());
      } else if (key.entries().isEmpty()) {
        table.row(key.key(), "(no entries)", "-", "-");
      }
      key.agentErrors()
          .forEach((agent, error) -> wrong.add("agent " + agent + ": " + key.key() + ": " + error));
    }
    List<String> lines = new ArrayList<>(table.lines(Table.WIDTH));
    if (!wrong.isEmpty()) {
      lines.add("");
      wrong.forEach(error -> lines.addAll(Table.wrapped(error, Table.WIDTH)));
    }
    return lines;
  }

  /** An array with an object for each key. */
  String json(List<ListedKey> keys) {
    ArrayNode all = json.createArrayNode();
    for (ListedKey key : keys) {
      ObjectNode node = all.addObject().put("key", key.key());
      ArrayNode entries = node.putArray("entries");
      key.entries().forEach(entry -> entries.add(EntryText.canonical(entry, json)));
      key.broken().ifPresent(error -> node.put("error", error));
      if (!key.agentErrors().isEmpty()) {
        node.set("agents", json.valueToTree(key.agentErrors()));
      }
    }
    return all.toString();
  }
}
