package tributary.common.collect;

import java.util.List;

/** A parsed value, JSON or HOCON, each part with its place, so that an error can name it. */
sealed interface Node {
  /** Of its first character. */
  Position at();

  /** A string. */
  record Text(Position at, String value) implements Node {}

  /** A number, as it was written. */
  record Numeral(Position at, String digits) implements Node {}

  /** True or false. */
  record Flag(Position at, boolean value) implements Node {}

  /** The literal null. */
  record Null(Position at) implements Node {}

  /** An array. */
  record Items(Position at, List<Node> nodes) implements Node {}

  /** An object, its fields in order, each name once. */
  record Fields(Position at, List<Field> fields) implements Node {}

  /** A field of an object, with the place of its name. */
  record Field(Position at, String name, Node value) {}

  /** What it is, for an error. */
  default String kind() {
    if (this instanceof Text) {
      return "a text";
    } else if (this instanceof Numeral) {
      return "a number";
    } else if (this instanceof Flag) {
      return "true or false";
    } else if (this instanceof Items) {
      return "a list";
    }
    return this instanceof Fields ? "an object" : "null";
  }
}
