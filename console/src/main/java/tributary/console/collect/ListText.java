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

  /** For each key a table with a row for each entry, and what is wrong with it. */
  List<String> lines(List<ListedKey> keys) {
    List<String> lines = new ArrayList<>();
    for (ListedKey key : keys) {
      if (!lines.isEmpty()) {
        lines.add("");
      }
      lines.add(key.key());
      lines.addAll(body(key));
    }
    return lines;
  }

  private List<String> body(ListedKey key) {
    Table table = new Table("", "PATH", "TOPIC", "OPTIONS");
    for (CollectEntry entry : key.entries()) {
      String options = EntryText.options(entry, json);
      table.row("", entry.path().text(), entry.topic(), options.isEmpty() ? "-" : options);
    }
    List<String> lines = new ArrayList<>();
    if (!table.isEmpty()) {
      lines.addAll(table.lines(Table.WIDTH));
    } else if (key.broken().isEmpty()) {
      lines.add("  (no entries)");
    }
    key.broken()
        .map(error -> indented("broken, so the last good value stays in force: " + error))
        .ifPresent(lines::addAll);
    key.agentErrors()
        .forEach((agent, error) -> lines.addAll(indented("agent " + agent + ": " + error)));
    return lines;
  }

  private static List<String> indented(String text) {
    return Table.wrapped(text, Table.WIDTH - 2).stream().map(line -> "  " + line).toList();
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
