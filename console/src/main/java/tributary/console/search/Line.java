package tributary.console.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A line that was found: one document of DESIGN's shape, or what a foreign producer wrote.
 *
 * @param id the document's id, unique within its index
 * @param place the values that it was sorted by; {@code search_after} goes on from them
 * @param document the whole document
 */
record Line(String index, String id, List<Object> place, ObjectNode document) {

  /** Reads one element of {@code hits.hits}. */
  static Line parse(JsonNode hit) {
    List<Object> place = new ArrayList<>();
    for (JsonNode value : hit.path("sort")) {
      place.add(value.isNumber() ? value.numberValue() : value.isNull() ? null : value.asText());
    }
    ObjectNode document =
        hit.path("_source") instanceof ObjectNode source ? source : hit.withObject("/_source");
    return new Line(
        hit.path("_index").asText(),
        hit.path("_id").asText(),
        java.util.Collections.unmodifiableList(place),
        document);
  }

  /** When the agent read it; nothing if the document doesn't say or says it in another way. */
  Optional<Instant> time() {
    try {
      return Optional.of(OffsetDateTime.parse(document.path("@timestamp").asText()).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** The agent's id, or "-". */
  String host() {
    return document.path("host").path("name").asText("-");
  }

  /** The path at the time of reading, or "-". */
  String path() {
    return document.path("log").path("file").path("path").asText("-");
  }

  /** The line itself; empty for a Kafka record without a value. */
  String message() {
    return document.path("message").asText("");
  }

  /** What tells it from every other line, also of other indices. */
  String key() {
    return index + "/" + id;
  }
}
