package tributary.transfer.bulk;

import java.util.Optional;
import java.util.SortedMap;

/**
 * How bulk stands, for {@code /status}.
 *
 * @param reachable whether the last request was answered
 * @param problem why Elasticsearch can't be reached, empty if it can
 * @param window requests that may be in flight now
 * @param inFlight requests that are
 * @param waiting indices that wait, with their reasons
 */
public record BulkStatus(
    boolean reachable,
    String problem,
    int window,
    int inFlight,
    SortedMap<String, String> waiting) {

  /** Why documents for an index, or for one of its days, wait. */
  Optional<String> waiting(String base) {
    if (!problem.isEmpty()) {
      return Optional.of("Elasticsearch can't be reached: " + problem);
    }
    return waiting.entrySet().stream()
        .filter(entry -> entry.getKey().equals(base) || entry.getKey().startsWith(base + "-"))
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .findFirst();
  }
}
