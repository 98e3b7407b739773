package tributary.transfer.bulk;

import java.util.List;
import java.util.Map;
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
    return Json.write(
        Map.of(
            "index_patterns",
            List.of(index.pattern()),
            "priority",
            priority(index),
            "version",
            VERSION,
            "composed_of",
            List.of(COMPONENT, CUSTOM),
            "ignore_missing_component_templates",
            List.of(CUSTOM),
            "_meta",
            Map.of("managed-by", "tributary")));
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
