package tributary.common.collect;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import tributary.common.collect.Multiline.Kind;

/** Reads the {@code multiline} of an entry: {@code start} or {@code continue}, and its limits. */
final class MultilineReader {
  private MultilineReader() {}

  static Multiline read(Node node) throws CollectException {
    Map<String, Node> known = new HashMap<>();
    for (Node.Field field : Expect.fields(node, "multiline")) {
      String name = EntryField.plain(field.name());
      switch (name) {
        case "start", "continue", "maxlines", "timeout" -> {
          if (known.put(name, field.value()) != null) {
            throw new CollectException(field.at(), "'" + field.name() + "' stands here twice");
          }
        }
        default ->
            throw new CollectException(
                field.at(),
                "multiline has start or continue, max-lines and timeout, not '"
                    + field.name()
                    + "'");
      }
    }
    if (known.containsKey("start") == known.containsKey("continue")) {
      throw new CollectException(node.at(), "multiline has either a start or a continue");
    }
    Kind kind = known.containsKey("start") ? Kind.START : Kind.CONTINUE;
    String name = "multiline's " + kind.text();
    return new Multiline(
        kind,
        Expect.text(known.get(kind.text()), name, Expect.named(name, Regex::compile)),
        maxLines(known.get("maxlines")),
        timeout(known.get("timeout")));
  }

  private static int maxLines(Node node) throws CollectException {
    if (node == null) {
      return Multiline.DEFAULT_MAX_LINES;
    }
    return Expect.number(
        node,
        "max-lines",
        lines -> lines >= 1 && lines <= Multiline.GREATEST_MAX_LINES,
        "1 to " + Multiline.GREATEST_MAX_LINES);
  }

  private static Duration timeout(Node node) throws CollectException {
    if (node == null) {
      return Multiline.DEFAULT_TIMEOUT;
    }
    String text = Expect.text(node, "timeout, such as \"2s\",");
    OptionalLong millis = Amounts.millis(text);
    if (millis.isEmpty() || !Multiline.isTimeout(Duration.ofMillis(millis.getAsLong()))) {
      throw new CollectException(node.at(), Multiline.TIMEOUT_RULE + ", not '" + text + "'");
    }
    return Duration.ofMillis(millis.getAsLong());
  }
}
