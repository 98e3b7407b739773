package tributary.common.collect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.Supplier;

/** Takes a node for what it must be, or names its place and the rule. */
final class Expect {
  private Expect() {}

  static String text(Node node, String name) throws CollectException {
    if (node instanceof Node.Text text) {
      return whole(node, name, text.value());
    }
    throw new CollectException(node.at(), name + " is a text, not " + node.kind());
  }

  /** Half of a surrogate pair, as {@code \\ud800} alone writes it, is nothing in UTF-8. */
  private static String whole(Node node, String name, String text) throws CollectException {
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
      throw new CollectException(
          node.at(), name + " holds half of a character (\\ud800 to \\udfff)");
    }
    return text;
  }

  /** A text that becomes a value; the rule is the message of what {@code reader} throws. */
  static <T> T text(Node node, String name, Function<String, T> reader) throws CollectException {
    String text = text(node, name);
    return checked(node, () -> reader.apply(text));
  }

  /** A list of texts, or a single one. */
  static <T> List<T> texts(Node node, String name, Function<String, T> reader)
      throws CollectException {
    if (node instanceof Node.Text) {
      return List.of(text(node, name, reader));
    }
    if (!(node instanceof Node.Items items)) {
      throw new CollectException(
          node.at(), name + " is a text or a list of texts, not " + node.kind());
    }
    List<T> values = new ArrayList<>();
    for (Node item : items.nodes()) {
      values.add(text(item, "each of " + name, reader));
    }
    return List.copyOf(values);
  }

  /** A reader whose error begins with the name of the field that it reads. */
  static <T> Function<String, T> named(String name, Function<String, T> reader) {
    return text -> {
      try {
        return reader.apply(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    };
  }

  /** A whole number. */
  static int number(Node node, String name, IntPredicate allowed, String rule)
      throws CollectException {
    if (!(node instanceof Node.Numeral number)) {
      throw new CollectException(node.at(), name + " is a number, not " + node.kind());
    }
    if (number.digits().matches("-?\\d{1,9}")) {
      int value = Integer.parseInt(number.digits());
      if (allowed.test(value)) {
        return value;
      }
    }
    throw new CollectException(node.at(), name + " is " + rule + ", not " + number.digits());
  }

  static List<Node.Field> fields(Node node, String name) throws CollectException {
    if (node instanceof Node.Fields object) {
      return object.fields();
    }
    throw new CollectException(node.at(), name + " is an object, not " + node.kind());
  }

  /** What the supplier makes; the rule is the message of the exception it throws. */
  static <T> T checked(Node node, Supplier<T> supplier) throws CollectException {
    try {
      return supplier.get();
    } catch (IllegalArgumentException e) {
      CollectException positioned = new CollectException(node.at(), e.getMessage());
      positioned.initCause(e);
      throw positioned;
    }
  }
}
