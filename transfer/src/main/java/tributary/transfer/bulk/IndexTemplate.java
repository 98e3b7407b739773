package tributary.transfer.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tributary.common.json.Json;
import tributary.transfer.document.Index;

/** The index template of one topic (DESIGN §7): for exactly its index, or for its dated ones. */
final class IndexTemplate {

  /** What all are composed of; an operator's own comes after it, and wins. */
  static final String COMPONENT = "tributary";

  static final String CUSTOM = "tributary@custom";
  static final int VERSION = 1;

  private static final int PRIORITY = 500;

  private IndexTemplate() {}

  /** What dead letters have beside what lines have. */
  private static final String ERROR_MAPPING =
      """
      {"properties": {"error": {"properties": {
        "topic": {"type": "keyword"},
        "type": {"type": "keyword"},
        "reason": {"type": "text", "norms": false},
        "dropped": {"type": "keyword"},
        "replayed": {"type": "date"}}}}}
      """;

  /** What an agent says of a file (DESIGN §6). The lost ranges are kept, and not searched. */
  private static final String FILES_MAPPING =
      """
      {"dynamic": false, "properties": {
        "@timestamp": {"type": "date"},
        "id": {"type": "keyword"},
        "host": {"type": "keyword", "ignore_above": 8191},
        "path": {"type": "keyword", "ignore_above": 8191},
        "topic": {"type": "keyword"},
        "start": {"type": "long"},
        "size": {"type": "long"},
        "read": {"type": "long"},
        "sent": {"type": "long"},
        "acked": {"type": "long"},
        "skipped": {"type": "long"},
        "closed": {"type": "boolean"}}}
      """;

  static String name(Index index) {
    String stem = stem(index);
    return COMPONENT + "-" + (isExact(index) ? stem : stem.substring(0, stem.length() - 1));
  }

  /** Longer names win, and an exact one over a pattern, so that overlapping ones never tie. */
  static int priority(Index index) {
    return PRIORITY + 2 * stem(index).length() + (isExact(index) ? 1 : 0);
  }

  /** The request's body. */
  static String body(Index index) {
    return body(index, Set.of());
  }

  /**
   * The request's body.
   *
   * @param others patterns that it stays for as well
   */
  static String body(Index index, Set<String> others) {
    Set<String> patterns = new TreeSet<>(others);
    patterns.add(index.pattern());
    Map<String, Object> body = new TreeMap<>();
    switch (index.contents()) {
      case LINES -> {}
      case DEAD_LETTERS -> body.put("template", Map.of("mappings", json(ERROR_MAPPING)));
      case FILES ->
          body.put(
              "template",
              Map.of(
                  "settings",
                  Map.of("index.auto_expand_replicas", "0-1"),
                  "mappings",
                  json(FILES_MAPPING)));
    }
    boolean ofLines = index.contents() != Index.Contents.FILES;
    body.putAll(
        Map.of(
            "index_patterns",
            patterns,
            "priority",
            priority(index),
            "version",
            VERSION,
            "composed_of",
            ofLines ? List.of(COMPONENT, CUSTOM) : List.of(),
            "ignore_missing_component_templates",
            ofLines ? List.of(CUSTOM) : List.of(),
            "_meta",
            Map.of("managed-by", "tributary")));
    return Json.write(body);
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the mapping is no JSON", e);
    }
  }

  private static boolean isExact(Index index) {
    return !index.pattern().endsWith("*");
  }

  private static String stem(Index index) {
    return isExact(index)
        ? index.pattern()
        : index.pattern().substring(0, index.pattern().length() - 1);
  }
}
