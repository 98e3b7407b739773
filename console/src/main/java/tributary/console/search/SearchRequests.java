package tributary.console.search;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.console.servers.ElasticStore;

/**
 * Makes the searches of one {@link LineFilter} over some index patterns. Lines are in the order of
 * (time of reading, topic, partition, Kafka offset), which no two share. Pure.
 */
final class SearchRequests {

  private static final List<String> ORDER =
      List.of("@timestamp", "topic", "kafka.partition", "kafka.offset");

  private final ObjectMapper json;
  private final List<String> indices;

  SearchRequests(ObjectMapper json, List<String> indices) {
    this.json = json;
    this.indices = List.copyOf(indices);
  }

  /** The newest {@code limit} lines, newest first, and their exact total. */
  String newest(LineFilter filter, int limit) {
    ObjectNode body = body(filter, Optional.empty(), limit, "desc");
    return request(body.put("track_total_hits", true));
  }

  /** At most {@code limit} lines that come after the place {@code after}, oldest first. */
  String after(LineFilter filter, Optional<List<Object>> after, int limit) {
    ObjectNode body = body(filter, Optional.empty(), limit, "asc").put("track_total_hits", false);
    after.ifPresent(place -> body.set("search_after", json.valueToTree(place)));
    return request(body);
  }

  /** Lines read up to and including {@code until}, newest first, going on after a place. */
  String back(LineFilter filter, Instant until, Optional<List<Object>> after, int limit) {
    ObjectNode body =
        body(filter, Optional.of(until), limit, "desc").put("track_total_hits", false);
    after.ifPresent(place -> body.set("search_after", json.valueToTree(place)));
    return request(body);
  }

  /** How many lines there are, up to and including {@code until} if given. */
  String count(LineFilter filter, Optional<Instant> until) {
    ObjectNode body = json.createObjectNode().put("size", 0).put("track_total_hits", true);
    body.set("query", query(filter, until));
    return request(body);
  }

  private ObjectNode body(LineFilter filter, Optional<Instant> until, int limit, String direction) {
    ObjectNode body = json.createObjectNode().put("size", limit);
    body.set("query", query(filter, until));
    ArrayNode sort = body.putArray("sort");
    for (String field : ORDER) {
      ObjectNode order = sort.addObject().putObject(field).put("order", direction);
      // An index that has no document yet, or an operator's own mapping, may lack the field.
      order.put("unmapped_type", type(field));
    }
    return body;
  }

  private static String type(String field) {
    return switch (field) {
      case "@timestamp" -> "date";
      case "topic" -> "keyword";
      default -> "long";
    };
  }

  private ObjectNode query(LineFilter filter, Optional<Instant> until) {
    ObjectNode query = json.createObjectNode();
    ArrayNode all = query.putObject("bool").putArray("filter");
    // A dead letter that was put through again is found as the line that it has become.
    query
        .withObject("/bool")
        .putArray("must_not")
        .addObject()
        .putObject("exists")
        .put("field", "error.replayed");
    if (filter.hasText()) {
      boolean prefix = filter.text().endsWith("*");
      String words = prefix ? filter.text().replaceAll("\\*+$", "") : filter.text();
      ObjectNode message =
          all.addObject()
              .putObject(prefix ? "match_phrase_prefix" : "match_phrase")
              .putObject("message")
              .put("query", words);
      if (prefix) {
        message.put("max_expansions", 1000);
      }
    }
    filter.topic().ifPresent(topic -> term(all, "topic", topic));
    filter.host().ifPresent(host -> term(all, "host.name", host));
    filter.path().ifPresent(path -> term(all, "log.file.path", path));
    if (filter.since().isPresent() || until.isPresent()) {
      ObjectNode range = all.addObject().putObject("range").putObject("@timestamp");
      filter.since().ifPresent(time -> range.put("gte", time.toString()));
      until.ifPresent(time -> range.put("lte", time.toString()));
    }
    return query;
  }

  private static void term(ArrayNode all, String field, String value) {
    boolean wildcard = value.indexOf('*') >= 0 || value.indexOf('?') >= 0;
    all.addObject().putObject(wildcard ? "wildcard" : "term").put(field, value);
  }

  private String request(ObjectNode body) {
    return ElasticStore.search(json, indices, body);
  }
}
