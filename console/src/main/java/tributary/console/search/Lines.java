package tributary.console.search;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tributary.console.servers.ElasticStore;
import tributary.console.servers.Failure;

/** Fetches lines from Elasticsearch. Thread: the word's; blocks. */
final class Lines implements LineSource {

  private final ElasticStore elastic;
  private final ObjectMapper json;

  Lines(ElasticStore elastic, ObjectMapper json) {
    this.elastic = elastic;
    this.json = json;
  }

  /** The searches over the indices of now; nothing while there are none (which would mean all). */
  private Optional<SearchRequests> requests() throws Failure {
    List<String> indices = elastic.indices();
    return indices.isEmpty() ? Optional.empty() : Optional.of(new SearchRequests(json, indices));
  }

  /** Whether a topic has come to Elasticsearch yet. */
  boolean any() throws Failure {
    return !elastic.indices().isEmpty();
  }

  /**
   * The newest lines.
   *
   * @param oldestFirst as many as were asked for
   * @param total of all that match
   * @param shardsAway parts of the indices that did not answer, so that their lines are missing
   */
  record Newest(List<Line> oldestFirst, long total, long shardsAway) {}

  /** The newest {@code limit} lines. */
  Newest newest(LineFilter filter, int limit) throws Failure {
    Optional<SearchRequests> requests = requests();
    if (requests.isEmpty()) {
      return new Newest(List.of(), 0, 0);
    }
    JsonNode answer = elastic.search(List.of(requests.get().newest(filter, limit))).get(0);
    List<Line> lines = lines(answer);
    Collections.reverse(lines);
    return new Newest(lines, total(answer), answer.path("_shards").path("failed").asLong());
  }

  /** How many lines there are. */
  long count(LineFilter filter) throws Failure {
    Optional<SearchRequests> requests = requests();
    return requests.isEmpty()
        ? 0
        : total(elastic.search(List.of(requests.get().count(filter, Optional.empty()))).get(0));
  }

  @Override
  public Next next(
      LineFilter filter,
      Optional<List<Object>> place,
      LineFilter behind,
      Optional<Instant> until,
      int limit)
      throws Failure {
    Optional<SearchRequests> requests = requests();
    if (requests.isEmpty()) {
      return new Next(List.of(), 0);
    }
    List<String> searches = new ArrayList<>();
    searches.add(requests.get().after(filter, place, limit));
    until.ifPresent(time -> searches.add(requests.get().count(behind, until)));
    List<JsonNode> answers = elastic.search(searches);
    return new Next(lines(answers.get(0)), answers.size() > 1 ? total(answers.get(1)) : 0);
  }

  @Override
  public List<Line> back(LineFilter filter, Instant until, Optional<List<Object>> place, int limit)
      throws Failure {
    Optional<SearchRequests> requests = requests();
    return requests.isEmpty()
        ? List.of()
        : lines(elastic.search(List.of(requests.get().back(filter, until, place, limit))).get(0));
  }

  private static List<Line> lines(JsonNode answer) {
    List<Line> lines = new ArrayList<>();
    answer.path("hits").path("hits").forEach(hit -> lines.add(Line.parse(hit)));
    return lines;
  }

  private static long total(JsonNode answer) {
    return answer.path("hits").path("total").asLong();
  }
}
