package tributary.transfer.bulk;

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
    SortedMap<String, String> waiting) {}
