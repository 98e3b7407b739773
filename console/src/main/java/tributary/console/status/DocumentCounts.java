package tributary.console.status;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
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

  private DocumentCounts() {}

  /** The number of documents of each of these topics. */
  static Map<String, Long> ask(ElasticStore elastic, ObjectMapper json, Collection<String> topics)
      throws Failure {
    List<String> indices = elastic.indices();
    Map<String, Long> counts = new TreeMap<>();
    if (indices.isEmpty() || topics.isEmpty()) {
      return counts;
    }
    List<String> searches = new ArrayList<>();
    for (String topic : topics) {
      ObjectNode body = json.createObjectNode().put("size", 0).put("track_total_hits", true);
      ObjectNode query = body.putObject("query").putObject("bool");
      query.putArray("filter").addObject().putObject("term").put("topic", topic);
      // Dead letters are counted by themselves.
      ObjectNode dead = query.putArray("must_not").addObject();
      dead.putObject("exists").put("field", "error.topic");
      searches.add(ElasticStore.search(json, indices, body));
    }
    int each = 0;
    List<JsonNode> answers = elastic.search(searches);
    for (String topic : topics) {
      counts.put(topic, answers.get(each++).path("hits").path("total").asLong());
    }
    return counts;
  }
}
