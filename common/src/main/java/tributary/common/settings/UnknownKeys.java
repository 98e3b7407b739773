package tributary.common.settings;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds keys that no {@code reference.conf} knows, and the known key that was perhaps meant. */
final class UnknownKeys {
  /** Sections whose keys belong to somebody else: Kafka's client knows its own. */
  private static final Set<String> OPEN = Set.of("kafka");

  /** Sections of DESIGN §8: one file may serve several programs, each reads its own. */
  private static final Set<String> SECTIONS =
      Set.of("agent", "transfer", "console", "etcd", "kafka", "topics", "elasticsearch");

  /** So many letters may differ for a key to be suggested. */
  private static final int NEAR = 3;

  private final Problems problems;

  UnknownKeys(Problems problems) {
    this.problems = problems;
  }

  /** Records each key of {@code file} that {@code reference} lacks. */
  void find(Config file, Config reference) {
    find("", file.root(), reference.root());
  }

  private void find(String prefix, ConfigObject file, ConfigObject reference) {
    for (Map.Entry<String, ConfigValue> entry : file.entrySet()) {
      String key = prefix + entry.getKey();
      if (prefix.isEmpty() && SECTIONS.contains(key) && !reference.containsKey(key)) {
        continue;
      }
      if (!reference.containsKey(entry.getKey())) {
        String meant =
            nearest(entry.getKey(), reference.keySet())
                .map(near -> ", did you mean " + prefix + near + "?")
                .orElse("");
        problems.add(entry.getValue().origin(), "unknown key " + key + meant);
      } else if (!OPEN.contains(key)
          && entry.getValue() instanceof ConfigObject inner
          && reference.get(entry.getKey()) instanceof ConfigObject known) {
        find(key + ".", inner, known);
      }
    }
  }

  private static Optional<String> nearest(String key, Collection<String> known) {
    int limit = Math.min(NEAR, key.length() / 2);
    return known.stream()
        .filter(candidate -> distance(key, candidate) <= limit)
        .min(Comparator.comparingInt(candidate -> distance(key, candidate)));
  }

  /** Edits (insert, delete, replace) that turn one text into the other: Levenshtein's distance. */
  static int distance(String left, String right) {
    int[] row = new int[right.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[right.length()];
  }
}
