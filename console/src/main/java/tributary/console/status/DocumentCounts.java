package tributary.console.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tributary.console.servers.ElasticStore;
import tributary.console.servers.Failure;

/**
 * Counts the documents of topics, by their field {@code topic}, so whatever an index is called. A
 * term's count is one look into each segment: it costs the same for ten documents and a billion.
 */
final class DocumentCounts {

  /** Only dead letters have it. */
  private static final String LETTER = "error.topic";

  /** When a letter's line was put through again and settled: its document is the mark then. */
  private static final String REPLAYED = "error.replayed";

  private DocumentCounts() {}

  /** What Elasticsearch has of each of these topics. */
  static Map<String, TopicDocuments> ask(
      ElasticStore elastic, ObjectMapper json, Collection<String> topics) throws Failure {
    List<String> indices = elastic.indices();
    Map<String, TopicDocuments> counts = new TreeMap<>();
    if (indices.isEmpty() || topics.isEmpty()) {
      return counts;
    }
    List<String> searches = new ArrayList<>();
    for (String topic : topics) {
      searches.add(ElasticStore.search(json, indices, lines(json, topic)));
      searches.add(ElasticStore.search(json, indices, letters(json, topic)));
    }
    Iterator<JsonNode> answers = elastic.search(searches).iterator();
    for (String topic : topics) {
      long lines = answers.next().path("hits").path("total").asLong();
      JsonNode letters = answers.next();
      counts.put(
          topic,
          new TopicDocuments(
              lines,
              letters.path("hits").path("total").asLong(),
              letters.path("aggregations").path("open").path("doc_count").asLong()));
    }
    return counts;
  }

  private static ObjectNode lines(ObjectMapper json, String topic) {
    ObjectNode body = of(json, topic);
    exists(body.withObject("/query/bool").putArray("must_not"));
    return body;
  }

  private static ObjectNode letters(ObjectMapper json, String topic) {
    ObjectNode body = of(json, topic);
    exists(body.withObject("/query/bool").withArray("/filter"));
    body.withObject("/aggs/open/missing").put("field", REPLAYED);
    return body;
  }

  private static ObjectNode of(ObjectMapper json, String topic) {
    ObjectNode body = json.createObjectNode().put("size", 0).put("track_total_hits", true);
    ArrayNode filter = body.withObject("/query/bool").putArray("filter");
    filter.addObject().putObject("term").put("topic", topic);
    return body;
  }

  private static void exists(ArrayNode clauses) {
    clauses.addObject().putObject("exists").put("field", LETTER);
  }
}
