package tributary.common.collect;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.util.RawValue;

/** Turns a node back into JSON text, numbers as they were written. */
final class NodeJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private NodeJson() {}

  static String text(Node node) {
    if (node instanceof Node.Text text) {
      return JSON.textNode(text.value()).toString();
    } else if (node instanceof Node.Numeral number) {
      return number.digits();
    } else if (node instanceof Node.Flag flag) {
      return Boolean.toString(flag.value());
    } else if (node instanceof Node.Items items) {
      var array = JSON.arrayNode();
      items.nodes().forEach(item -> array.addRawValue(new RawValue(text(item))));
      return array.toString();
    } else if (node instanceof Node.Fields object) {
      var fields = JSON.objectNode();
      object
          .fields()
          .forEach(field -> fields.putRawValue(field.name(), new RawValue(text(field.value()))));
      return fields.toString();
    }
    return "null";
  }
}
