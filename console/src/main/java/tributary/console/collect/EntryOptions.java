package tributary.console.collect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/**
 * The optional fields of an entry (DESIGN §4), as options. What isn't given isn't written, so it
 * has its default. Thread: main.
 */
final class EntryOptions {

  @Option(
      names = "--start",
      paramLabel = "PLACE",
      description = "Where files that exist already begin: beginning (default) or end.")
  private String start;

  @Option(
      names = "--field",
      paramLabel = "NAME=VALUE",
      description = "A field for every document of these files; may be repeated.")
  private Map<String, String> fields = new LinkedHashMap<>();

  @Option(
      names = "--exclude",
      paramLabel = "GLOB",
      description = "Files that are not meant; may be repeated.")
  private List<String> exclude = List.of();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "The files' encoding, as GBK or ISO-8859-1; UTF-8 if not given.")
  private String encoding;

  @Option(
      names = "--include",
      paramLabel = "REGEX",
      description = "Send only lines in which this is found; may be repeated.")
  private List<String> include = List.of();

  @Option(
      names = "--drop",
      paramLabel = "REGEX",
      description = "Do not send lines in which this is found; may be repeated.")
  private List<String> drop = List.of();

  @Option(
      names = "--multiline-start",
      paramLabel = "REGEX",
      description = "A line that matches begins an event; others belong to it.")
  private String multilineStart;

  @Option(
      names = "--multiline-continue",
      paramLabel = "REGEX",
      description = "A line that matches belongs to the event before it.")
  private String multilineContinue;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Lines a second of each file at most; 0 is unlimited.")
  private Integer rate;

  @Option(
      names = "--max-line",
      paramLabel = "SIZE",
      description = "Longest event, as 512KiB; longer ones are sent in parts.")
  private String maxLine;

  /** The entry as JSON, not yet checked. */
  ObjectNode entry(String path, String topic) {
    ObjectNode entry = JsonNodeFactory.instance.objectNode().put("path", path).put("topic", topic);
    list(entry, "exclude", exclude);
    text(entry, "start", start);
    text(entry, "encoding", encoding);
    ObjectNode multiline = entry.objectNode();
    text(multiline, "start", multilineStart);
    text(multiline, "continue", multilineContinue);
    object(entry, "multiline", multiline);
    list(entry, "include", include);
    list(entry, "drop", drop);
    ObjectNode named = entry.objectNode();
    fields.forEach(named::put);
    object(entry, "fields", named);
    if (rate != null) {
      entry.put("rate", rate);
    }
    if (maxLine != null) {
      entry.set("max-line", size(maxLine));
    }
    return entry;
  }

  private static JsonNode size(String text) {
    return text.matches("[0-9]{1,9}")
        ? JsonNodeFactory.instance.numberNode(Integer.parseInt(text))
        : JsonNodeFactory.instance.textNode(text);
  }

  private static void text(ObjectNode to, String name, String value) {
    if (value != null) {
      to.put(name, value);
    }
  }

  private static void list(ObjectNode to, String name, List<String> values) {
    if (!values.isEmpty()) {
      values.forEach(to.withArray("/" + name)::add);
    }
  }

  private static void object(ObjectNode to, String name, ObjectNode value) {
    if (!value.isEmpty()) {
      to.set(name, value);
    }
  }
}
