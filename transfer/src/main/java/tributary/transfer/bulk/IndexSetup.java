package tributary.transfer.bulk;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.json.Json;
import tributary.transfer.document.Index;

/**
 * Makes templates and indices. What an operator made is left alone: an index, an index template of
 * our name that isn't ours, one of the same priority, a component template of a newer version. The
 * template is there before the index, so that one that is deleted under load comes back the same.
 *
 * <p>Thread: preparing; several at a time do no harm.
 */
public final class IndexSetup implements IndexPreparer {

  private static final Logger log = LoggerFactory.getLogger(IndexSetup.class);

  private final RestClient rest;
  private final JsonNode component;

  /** Reads the component template from the jar. */
  public IndexSetup(RestClient rest) {
    this.rest = rest;
    try (InputStream json =
        IndexSetup.class.getResourceAsStream("/tributary/transfer/index-template.json")) {
      component = Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new IllegalStateException("the jar lacks its index template", e);
    }
  }

  @Override
  public void prepare(Index index) throws IOException, IndexRefused {
    JsonNode known = get("/_resolve/index/" + encoded(index.name()) + "?expand_wildcards=all");
    refuseUnlessIndex(index, known);
    putComponent();
    putTemplate(index);
    if (known.path("indices").isEmpty()) {
      create(index);
    }
  }

  private static void refuseUnlessIndex(Index index, JsonNode known) throws IndexRefused {
    if (!known.path("aliases").isEmpty()) {
      throw new IndexRefused(
          index.name()
              + " is an alias: ids are unique in one index only; remove the alias, or set another"
              + " transfer.index");
    }
    if (!known.path("data_streams").isEmpty()) {
      throw new IndexRefused(
          index.name()
              + " is a data stream: ids are unique in one index only; remove it, or set another"
              + " transfer.index");
    }
  }

  private void putComponent() throws IOException, IndexRefused {
    String path = "/_component_template/" + IndexTemplate.COMPONENT;
    JsonNode known = get(path).path("component_templates").path(0).path("component_template");
    if (known.isMissingNode() || known.path("version").asInt() < version()) {
      put(path, component.toString());
      log.info("put component template {}, version {}", IndexTemplate.COMPONENT, version());
    }
  }

  private int version() {
    return component.path("version").asInt();
  }

  private void putTemplate(Index index) throws IOException, IndexRefused {
    String path = "/_index_template/" + encoded(IndexTemplate.name(index));
    JsonNode known = get(path).path("index_templates").path(0).path("index_template");
    boolean ours = known.path("_meta").path("managed-by").asText().equals("tributary");
    Set<String> patterns = new TreeSet<>();
    known.path("index_patterns").forEach(pattern -> patterns.add(pattern.asText()));
    // After transfer.index was given a date, or lost it, the template of before is for others.
    boolean old =
        known.path("version").asInt() < IndexTemplate.VERSION
            || !patterns.contains(index.pattern());
    if (!known.isMissingNode() && !(ours && old)) {
      return;
    }
    try {
      put(path, IndexTemplate.body(index, patterns));
    } catch (IndexRefused e) {
      if (!e.getMessage().contains("same priority")) {
        throw e;
      }
      log.warn(
          "{}: another index template of priority {} matches it and is used as it is",
          index.name(),
          IndexTemplate.priority(index));
    }
  }

  private void create(Index index) throws IOException, IndexRefused {
    try {
      put("/" + encoded(index.name()), "{}");
      log.info("created index {}", index.name());
    } catch (IndexRefused e) {
      if (!e.getMessage().contains("resource_already_exists_exception")) {
        throw e;
      }
    }
  }

  /** The answer, or a missing node if there is no such thing. */
  private JsonNode get(String path) throws IOException, IndexRefused {
    try {
      return read(rest.performRequest(new Request("GET", path)));
    } catch (ResponseException e) {
      if (e.getResponse().getStatusLine().getStatusCode() == 404) {
        return MissingNode.getInstance();
      }
      throw refused(e);
    }
  }

  private void put(String path, String body) throws IOException, IndexRefused {
    Request request = new Request("PUT", path);
    request.setJsonEntity(body);
    try {
      read(rest.performRequest(request));
    } catch (ResponseException e) {
      throw refused(e);
    }
  }

  private static JsonNode read(Response response) throws IOException, IndexRefused {
    try (InputStream body = response.getEntity().getContent()) {
      JsonNode answer = Json.mapper().readTree(body);
      if (answer != null && answer.isObject()) {
        return answer;
      }
    } catch (JacksonException e) {
      log.debug("no JSON", e);
    }
    throw new IndexRefused("the answer is not Elasticsearch's: a proxy's?");
  }

  private static IndexRefused refused(ResponseException e) {
    int status = e.getResponse().getStatusLine().getStatusCode();
    String words;
    try (InputStream body = e.getResponse().getEntity().getContent()) {
      JsonNode error = Json.mapper().readTree(body).path("error");
      words = error.path("type").asText() + ": " + error.path("reason").asText();
    } catch (IOException | RuntimeException unreadable) {
      words = "not from Elasticsearch: a proxy's?";
    }
    return new IndexRefused("HTTP " + status + " " + words);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
