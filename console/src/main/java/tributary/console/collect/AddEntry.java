package tributary.console.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectException;
import tributary.common.collect.CollectItem;
import tributary.common.collect.OtherFields;
import tributary.console.servers.Failure;

/**
 * Adds an entry, or puts it in the place of the one with the same path. That one's unknown fields
 * stay: they belong to someone else.
 *
 * @param node the entry as it will be written
 * @param entry what it means
 */
record AddEntry(ObjectNode node, CollectEntry entry, ObjectMapper json) implements CollectEdit {

  /**
   * Checks the entry as an agent would.
   *
   * @throws Failure naming the rule that it breaks
   */
  static AddEntry check(ObjectNode node, ObjectMapper json) throws Failure {
    byte[] alone = node.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return new AddEntry(node, CollectDocument.parse(alone, json).items().get(0).entry(), json);
    } catch (CollectException e) {
      throw Failure.usage(e.rule());
    }
  }

  @Override
  public Edit apply(CollectDocument document) {
    int index = document.indexOf(entry.path().text());
    if (index < 0) {
      CollectItem item = new CollectItem(entry, OtherFields.NONE);
      return new Edit(Edit.Outcome.ADDED, document.with(-1, node, item), Optional.empty());
    }
    CollectItem old = document.items().get(index);
    if (old.entry().equals(entry)) {
      return new Edit(Edit.Outcome.UNCHANGED, document, Optional.of(old.entry()));
    }
    ObjectNode merged = node.deepCopy();
    old.other().json().forEach((name, value) -> merged.set(name, tree(Map.entry(name, value))));
    CollectItem item = new CollectItem(entry, old.other());
    return new Edit(
        Edit.Outcome.REPLACED, document.with(index, merged, item), Optional.of(old.entry()));
  }

  private JsonNode tree(Map.Entry<String, String> field) {
    try {
      return json.readTree(field.getValue());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("field " + field.getKey() + " was read as JSON before", e);
    }
  }
}
