package tributary.console.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectException;
import tributary.common.collect.CollectItem;

/**
 * The value of one collect key as it stands: its entries as JSON, each beside what it means, and
 * the object around them if there is one ({@code groups}, unknown fields). An edit replaces, adds
 * or takes away one entry; all others keep their spelling of names and their unknown fields, since
 * other programs may read this key too. Immutable.
 *
 * @param around the object that holds the entries in its field {@code collect}
 * @param nodes the entries as written
 * @param items the same entries as understood
 */
record CollectDocument(Optional<ObjectNode> around, List<JsonNode> nodes, List<CollectItem> items) {

  private static final String COLLECT = "collect";

  CollectDocument {
    nodes = List.copyOf(nodes);
    items = List.copyOf(items);
  }

  /**
   * Reads a value.
   *
   * @throws CollectException if an agent would refuse it
   */
  static CollectDocument parse(byte[] value, ObjectMapper json) throws CollectException {
    List<CollectItem> items = new CollectCodec().parse(value).items();
    JsonNode tree = tree(new String(value, StandardCharsets.UTF_8), json);
    Optional<ObjectNode> around = Optional.empty();
    JsonNode entries = tree;
    if (tree instanceof ObjectNode object && has(object, COLLECT, "groups")) {
      around = Optional.of(object);
      entries = object.path(collectField(object));
    }
    List<JsonNode> nodes = new ArrayList<>();
    if (entries instanceof ArrayNode list) {
      list.forEach(nodes::add);
    } else if (entries instanceof ObjectNode) {
      nodes.add(entries);
    }
    if (nodes.size() != items.size()) {
      throw new IllegalStateException(nodes.size() + " entries, read as " + items.size());
    }
    return new CollectDocument(around, nodes, items);
  }

  /** A key that does not exist. */
  static CollectDocument empty() {
    return new CollectDocument(Optional.empty(), List.of(), List.of());
  }

  /** Where the entry of this path stands, or -1. */
  int indexOf(String path) {
    for (int index = 0; index < items.size(); index++) {
      if (items.get(index).entry().path().text().equals(path)) {
        return index;
      }
    }
    return -1;
  }

  /** With this entry at the place, or at the end if the place is -1. */
  CollectDocument with(int index, JsonNode entry, CollectItem item) {
    List<JsonNode> changed = new ArrayList<>(nodes);
    List<CollectItem> meaning = new ArrayList<>(items);
    if (index < 0) {
      changed.add(entry);
      meaning.add(item);
    } else {
      changed.set(index, entry);
      meaning.set(index, item);
    }
    return new CollectDocument(around, changed, meaning);
  }

  /** Without the entry at this place. */
  CollectDocument without(int index) {
    List<JsonNode> changed = new ArrayList<>(nodes);
    List<CollectItem> meaning = new ArrayList<>(items);
    changed.remove(index);
    meaning.remove(index);
    return new CollectDocument(around, changed, meaning);
  }

  /** The value to put: an entry on a line, so that people can read it with etcdctl. */
  String text() {
    if (around.isEmpty()) {
      return list("");
    }
    String collect = collectField(around.get());
    List<String> fields = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : around.get().properties()) {
      if (!field.getKey().equals(collect)) {
        fields.add(around.get().textNode(field.getKey()) + ": " + field.getValue());
      }
    }
    fields.add(around.get().textNode(collect) + ": " + list(" "));
    return fields.stream().collect(Collectors.joining(",\n ", "{", "}"));
  }

  private String list(String indent) {
    return nodes.isEmpty()
        ? "[]"
        : nodes.stream()
            .map(node -> indent + " " + node)
            .collect(Collectors.joining(",\n", "[\n", "\n" + indent + "]"));
  }

  /** The same tree, with numbers that keep all their digits. */
  private static JsonNode tree(String value, ObjectMapper json) {
    ObjectReader exact =
        json.reader()
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);
    try {
      return exact.readTree(value.startsWith("\uFEFF") ? value.substring(1) : value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the codec took what is no JSON", e);
    }
  }

  private static String collectField(ObjectNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .filter(name -> plain(name).equals(COLLECT))
        .findFirst()
        .orElse(COLLECT);
  }

  private static boolean has(ObjectNode object, String... names) {
    return object.properties().stream()
        .anyMatch(field -> List.of(names).contains(plain(field.getKey())));
  }

  /** As the codec compares names. */
  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("-", "").replace("_", "");
  }
}
