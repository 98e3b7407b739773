package tributary.console.dead;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What lies in the topics of dead letters: each letter once, however often it is stored. A letter
 * is open until its mark was seen, whatever comes before or after that.
 *
 * <p>Thread: one.
 */
final class Survey {

  private final LetterFilter filter;
  private final Map<String, Kind> errors = new HashMap<>();
  private final Set<String> marked = new HashSet<>();

  /**
   * What letters are counted by.
   *
   * @param topic that their lines come from
   * @param error why they were refused last
   */
  record Kind(String topic, String error) implements Comparable<Kind> {
    @Override
    public int compareTo(Kind other) {
      int topics = topic.compareTo(other.topic);
      return topics != 0 ? topics : error.compareTo(other.error);
    }
  }

  /**
   * How many.
   *
   * @param all letters
   * @param open those that were not put through again
   */
  record Count(long all, long open) {
    Count plus(Count more) {
      return new Count(all + more.all, open + more.open);
    }
  }

  Survey(LetterFilter filter) {
    this.filter = filter;
  }

  /** Takes a letter or a mark in. */
  void add(Letter letter) {
    if (!filter.takes(letter.source().topic(), letter.errorType())) {
      return;
    }
    String id = letter.source().id();
    Kind kind = new Kind(letter.source().topic(), letter.errorType());
    if (letter.isMark()) {
      marked.add(id);
      errors.putIfAbsent(id, kind);
    } else {
      // The same few kinds stand for all letters.
      errors.put(id, Optional.ofNullable(errors.get(id)).filter(kind::equals).orElse(kind));
    }
  }

  /** The letters that were not put through again, by the ids of their sources. */
  Set<String> open() {
    Set<String> open = new HashSet<>(errors.keySet());
    open.removeAll(marked);
    return open;
  }

  /** How many letters of each kind there are. */
  Map<Kind, Count> counts() {
    Map<Kind, Count> counts = new TreeMap<>();
    errors.forEach(
        (id, kind) -> counts.merge(kind, new Count(1, marked.contains(id) ? 0 : 1), Count::plus));
    return counts;
  }
}
