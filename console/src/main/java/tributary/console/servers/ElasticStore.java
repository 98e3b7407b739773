package tributary.console.servers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import tributary.common.elastic.ElasticsearchConnection;
import tributary.common.elastic.ElasticsearchSettings;

/** The few calls that the console makes to Elasticsearch. Thread: any; every call blocks. */
public final class ElasticStore implements AutoCloseable {

  /** The proof's index: documents about files, no lines. */
  private static final String FILES = "tributary-files";

  private static final String NO_SHARD = "no_shard_available_action_exception";

  private final ElasticsearchConnection connection;
  private final ObjectMapper json;
  private final String addresses;
  private final Answer answer;

  /**
   * Opens the pool; connects to nothing yet.
   *
   * @throws Failure if a certificate can't be read
   */
  public ElasticStore(ElasticsearchSettings settings, ObjectMapper json, Duration patience)
      throws Failure {
    try {
      this.connection = ElasticsearchConnection.connect(settings);
    } catch (IOException e) {
      throw Failure.usage(e.getMessage());
    }
    this.json = json;
    this.addresses = settings.hosts().stream().map(URI::toString).collect(Collectors.joining(", "));
    this.answer = new Answer("Elasticsearch", addresses, "elasticsearch.hosts", patience);
  }

  /** Where it is said to be. */
  public String addresses() {
    return addresses;
  }

  /** Its version, as the first of its nodes tells it; not every user may ask. */
  public String version() throws Failure {
    Request request = new Request("GET", "/_nodes/_all/none");
    request.addParameter("filter_path", "nodes.*.version");
    request.addParameter("ignore", "403");
    return ask(request).findPath("version").asText("version not told to this user");
  }

  /**
   * The index patterns that hold lines: those of the transfer's templates, one for each topic
   * (DESIGN §7). Empty before the first topic.
   */
  public List<String> indices() throws Failure {
    Request request = new Request("GET", "/_index_template/tributary-*");
    List<String> patterns = new ArrayList<>();
    for (JsonNode template : ask(request).path("index_templates")) {
      for (JsonNode pattern : template.path("index_template").path("index_patterns")) {
        if (!pattern.asText().equals(FILES)) {
          patterns.add(pattern.asText());
        }
      }
    }
    return patterns.stream().sorted().toList();
  }

  /**
   * One search over these indices, in the form of <a
   * href="https://www.elastic.co/docs/api/doc/elasticsearch/v8/operation/operation-msearch">_msearch</a>:
   * there the indices stand in the body, so their number is not limited by the length of an
   * address.
   */
  public static String search(ObjectMapper json, List<String> indices, ObjectNode body) {
    ObjectNode header = json.createObjectNode();
    header.set("index", json.valueToTree(indices));
    header.put("ignore_unavailable", true).put("allow_no_indices", true);
    return header + "\n" + body + "\n";
  }

  /**
   * Makes some searches at once.
   *
   * @param searches each made by {@link #search(ObjectMapper, List, ObjectNode)}; at least one
   * @return the answers, in that order
   */
  public List<JsonNode> search(List<String> searches) throws Failure {
    Request request = new Request("POST", "/_msearch");
    request.addParameter("rest_total_hits_as_int", "true");
    request.setEntity(
        new NByteArrayEntity(
            String.join("", searches).getBytes(StandardCharsets.UTF_8),
            ContentType.create("application/x-ndjson")));
    List<JsonNode> answers = new ArrayList<>();
    for (JsonNode each : ask(request).path("responses")) {
      if (each.has("error")) {
        throw Failure.of("Elasticsearch at " + addresses + " refused: " + reason(each));
      }
      answers.add(each);
    }
    return answers;
  }

  @Override
  public void close() throws IOException {
    connection.close();
  }

  private JsonNode ask(Request request) throws Failure {
    CompletableFuture<Response> future = new CompletableFuture<>();
    connection
        .rest()
        .performRequestAsync(
            request,
            new ResponseListener() {
              @Override
              public void onSuccess(Response response) {
                future.complete(response);
              }

              @Override
              public void onFailure(Exception e) {
                future.completeExceptionally(e);
              }
            });
    try {
      return json.readTree(answer.of(future).getEntity().getContent());
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (IOException e) {
      throw answer.refused(new IOException("its answer is no JSON", e));
    }
  }

  private Failure failure(Throwable cause) {
    if (cause instanceof ResponseException refusal) {
      int status = refusal.getResponse().getStatusLine().getStatusCode();
      return Failure.of(
          switch (status) {
            case 401 ->
                "Elasticsearch at "
                    + addresses
                    + " wants other credentials: set elasticsearch.user and password, or api-key";
            case 403 -> "Elasticsearch at " + addresses + " denies this user what was asked for";
            default -> "Elasticsearch at " + addresses + " answered with HTTP " + status;
          });
    }
    String message = cause.getMessage();
    return answer.away(message == null ? cause.getClass().getSimpleName() : message);
  }

  /** The first cause that has words, else its kind: shards that are still starting have none. */
  private static String reason(JsonNode refused) {
    JsonNode error = refused.path("error");
    JsonNode root = error.path("root_cause").path(0);
    if (root.path("type").asText().equals(NO_SHARD)) {
      return "none of the indices' shards is started; if it has just been, try again in a moment";
    }
    String words = root.path("reason").asText("");
    return words.isEmpty() || words.equals("null")
        ? error.path("reason").asText("no reason given")
        : words;
  }
}
