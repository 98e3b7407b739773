package tributary.common.collect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.util.Collection;
import java.util.Map;

/** Writes values as JSON: what has its default is left out, what was unknown is kept. */
final class EntryWriter {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private EntryWriter() {}

  static String value(CollectValue value) {
    ArrayNode items = JSON.arrayNode();
    value.items().forEach(item -> items.add(item(item)));
    if (value.groups().isEmpty() && value.other().json().isEmpty()) {
      return items.toString();
    }
    ObjectNode object = JSON.objectNode();
    object.set("groups", texts(value.groups()));
    object.set("collect", items);
    other(value.other(), object);
    return object.toString();
  }

  static ObjectNode entry(CollectEntry entry) {
    ObjectNode object = JSON.objectNode();
    object.put("path", entry.path().text());
    object.put("topic", entry.topic());
    list("exclude", entry.exclude().stream().map(Glob::text).toList(), object);
    if (entry.start() != StartAt.BEGINNING) {
      object.put("start", entry.start().text());
    }
    if (!entry.encoding().equals(TextEncoding.UTF_8)) {
      object.put("encoding", entry.encoding().name());
    }
    entry.multiline().ifPresent(multiline -> object.set("multiline", multiline(multiline)));
    list("include", entry.include().stream().map(Regex::source).toList(), object);
    list("drop", entry.drop().stream().map(Regex::source).toList(), object);
    if (!entry.fields().isEmpty()) {
      object.set("fields", fields(entry.fields()));
    }
    if (entry.rate() != 0) {
      object.put("rate", entry.rate());
    }
    if (entry.maxLine() != CollectEntry.DEFAULT_MAX_LINE) {
      object.put("max-line", Amounts.text(entry.maxLine()));
    }
    return object;
  }

  static ObjectNode fields(Map<String, String> fields) {
    ObjectNode object = JSON.objectNode();
    fields.forEach(object::put);
    return object;
  }

  private static ObjectNode item(CollectItem item) {
    ObjectNode object = entry(item.entry());
    other(item.other(), object);
    return object;
  }

  private static void other(OtherFields other, ObjectNode object) {
    other.json().forEach((name, json) -> object.putRawValue(name, new RawValue(json)));
  }

  private static ObjectNode multiline(Multiline multiline) {
    ObjectNode object = JSON.objectNode();
    object.put(multiline.kind().text(), multiline.pattern().source());
    if (multiline.maxLines() != Multiline.DEFAULT_MAX_LINES) {
      object.put("max-lines", multiline.maxLines());
    }
    if (!multiline.timeout().equals(Multiline.DEFAULT_TIMEOUT)) {
      object.put("timeout", Amounts.text(multiline.timeout()));
    }
    return object;
  }

  private static void list(String name, Collection<String> values, ObjectNode object) {
    if (!values.isEmpty()) {
      object.set(name, texts(values));
    }
  }

  private static ArrayNode texts(Collection<String> values) {
    ArrayNode array = JSON.arrayNode();
    values.forEach(array::add);
    return array;
  }
}
