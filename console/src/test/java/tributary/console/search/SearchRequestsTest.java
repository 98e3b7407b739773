package tributary.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tributary.common.json.Json;

/** What Elasticsearch is asked. */
class SearchRequestsTest {

  private static final LineFilter ANY =
      new LineFilter("*", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  private final SearchRequests requests =
      new SearchRequests(Json.mapper(), List.of("app", "web-*"));

  @Test
  void theIndicesStandInTheHeaderAndMissingOnesAreNoError() throws Exception {
    List<String> lines = requests.newest(ANY, 20).lines().toList();
    assertThat(lines).hasSize(2);
    assertThat(Json.mapper().readTree(lines.get(0)))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    "{\"index\":[\"app\",\"web-*\"],\"ignore_unavailable\":true,"
                        + "\"allow_no_indices\":true}"));
  }

  @Test
  void aStarAndNothingMeanEveryLine() throws Exception {
    assertThat(filters(requests.newest(ANY, 20))).isEmpty();
    LineFilter blank =
        new LineFilter(" ", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    assertThat(filters(requests.newest(blank, 20))).isEmpty();
  }

  @Test
  void wordsAreAPhraseAndAStarAtTheEndLetsTheLastOneGoOn() throws Exception {
    assertThat(filters(requests.newest(words("connection refused"), 1)))
        .containsExactly("{\"match_phrase\":{\"message\":{\"query\":\"connection refused\"}}}");
    assertThat(filters(requests.newest(words("connection ref*"), 1)))
        .containsExactly(
            "{\"match_phrase_prefix\":{\"message\":{\"query\":\"connection ref\","
                + "\"max_expansions\":1000}}}");
  }

  @Test
  void allFiltersMustHold() throws Exception {
    LineFilter filter =
        new LineFilter(
            "",
            Optional.of("web"),
            Optional.of("web-1"),
            Optional.of("/var/log/*.log"),
            Optional.of(Instant.parse("2026-11-21T08:00:00Z")));
    assertThat(filters(requests.count(filter, Optional.of(Instant.EPOCH))))
        .containsExactly(
            "{\"term\":{\"topic\":\"web\"}}",
            "{\"term\":{\"host.name\":\"web-1\"}}",
            "{\"wildcard\":{\"log.file.path\":\"/var/log/*.log\"}}",
            "{\"range\":{\"@timestamp\":{\"gte\":\"2026-11-21T08:00:00Z\","
                + "\"lte\":\"1970-01-01T00:00:00Z\"}}}");
  }

  @Test
  void goingOnNamesThePlaceAndCountsNothing() throws Exception {
    List<Object> place = List.of(1763712000000L, "web", 3, 99817);
    JsonNode body = body(requests.after(ANY, Optional.of(place), 1000));
    assertThat(body.path("search_after").toString()).isEqualTo("[1763712000000,\"web\",3,99817]");
    assertThat(body.path("track_total_hits").asBoolean(true)).isFalse();
    assertThat(body.path("sort").path(0).path("@timestamp").path("order").asText())
        .isEqualTo("asc");
    assertThat(body(requests.newest(ANY, 5)).path("sort").findValuesAsText("order"))
        .containsOnly("desc");
  }

  private static LineFilter words(String text) {
    return new LineFilter(
        text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static JsonNode body(String request) throws Exception {
    return Json.mapper().readTree(request.lines().toList().get(1));
  }

  private static List<String> filters(String request) throws Exception {
    JsonNode all = body(request).path("query").path("bool").path("filter");
    return StreamSupport.stream(all.spliterator(), false).map(JsonNode::toString).toList();
  }
}
