package tributary.common.collect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tells the shapes of a value apart: a list, a single entry, or groups with a list. */
final class ValueReader {
  private final Set<String> groups = new LinkedHashSet<>();
  private final List<CollectItem> items = new ArrayList<>();
  private final Map<String, String> other = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  private ValueReader() {}

  static CollectValue read(Node node) throws CollectException {
    ValueReader reader = new ValueReader();
    if (node instanceof Node.Fields object && isWrapper(object)) {
      reader.wrapper(object);
    } else {
      reader.entries(node);
    }
    return new CollectValue(
        reader.groups, reader.items, new OtherFields(reader.other), reader.warnings);
  }

  private static boolean isWrapper(Node.Fields object) {
    return object.fields().stream()
        .map(field -> EntryField.plain(field.name()))
        .anyMatch(name -> name.equals("collect") || name.equals("groups"));
  }

  private void wrapper(Node.Fields object) throws CollectException {
    Set<String> names = new LinkedHashSet<>();
    for (Node.Field field : object.fields()) {
      String name = EntryField.plain(field.name());
      if (name.equals("collect") || name.equals("groups")) {
        if (!names.add(name)) {
          throw new CollectException(field.at(), "'" + field.name() + "' stands here twice");
        }
      }
      switch (name) {
        case "collect" -> entries(field.value());
        case "groups" -> groups(field.value());
        default -> beside(field);
      }
    }
  }

  private void beside(Node.Field field) throws CollectException {
    if (EntryField.of(field.name()).isPresent()) {
      throw new CollectException(
          field.at(), "'" + field.name() + "' belongs in an entry, inside the list collect");
    }
    other.put(field.name(), NodeJson.text(field.value()));
    warnings.add(field.at().text() + ": the unknown field '" + field.name() + "' is ignored");
  }

  private void entries(Node node) throws CollectException {
    if (node instanceof Node.Null) {
      return;
    }
    if (node instanceof Node.Items list) {
      for (Node item : list.nodes()) {
        items.add(EntryReader.read(item, warnings));
      }
    } else if (node instanceof Node.Fields) {
      items.add(EntryReader.read(node, warnings));
    } else {
      throw new CollectException(
          node.at(), "a value is a list of entries, an entry, or null, not " + node.kind());
    }
  }

  private void groups(Node node) throws CollectException {
    if (!(node instanceof Node.Null)) {
      groups.addAll(Expect.texts(node, "groups", ValueReader::group));
    }
  }

  private static String group(String text) {
    if (text.isBlank() || text.indexOf('/') >= 0) {
      throw new IllegalArgumentException(
          "a group is a name without '/', which '" + text + "' is not");
    }
    return text;
  }
}
