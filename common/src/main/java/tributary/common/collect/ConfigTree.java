package tributary.common.collect;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.List;
import java.util.Map;

/** Turns a part of a HOCON file into {@link Node}s; a place is a line without a column. */
final class ConfigTree {
  private ConfigTree() {}

  static Node read(ConfigValue value) {
    Position at = position(value);
    return switch (value.valueType()) {
      case STRING -> new Node.Text(at, (String) value.unwrapped());
      case NUMBER -> new Node.Numeral(at, value.unwrapped().toString());
      case BOOLEAN -> new Node.Flag(at, (Boolean) value.unwrapped());
      case NULL -> new Node.Null(at);
      case LIST -> new Node.Items(at, ((ConfigList) value).stream().map(ConfigTree::read).toList());
      case OBJECT -> new Node.Fields(at, fields((ConfigObject) value));
    };
  }

  /** In the order of their names: the library does not keep that of the file. */
  private static List<Node.Field> fields(ConfigObject object) {
    return object.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(
            field ->
                new Node.Field(position(field.getValue()), field.getKey(), read(field.getValue())))
        .toList();
  }

  private static Position position(ConfigValue value) {
    return new Position(Math.max(0, value.origin().lineNumber()), 0);
  }
}
