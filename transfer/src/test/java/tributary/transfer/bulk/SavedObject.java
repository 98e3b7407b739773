package tributary.transfer.bulk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import tributary.common.json.Json;

/**
 * A line of {@code conf/kibana/*.ndjson}: an object as Kibana's import takes it.
 *
 * @param json all of it
 */
record SavedObject(JsonNode json) {

  /** Those of a bundle, in its order. */
  static List<SavedObject> bundle(String name) throws IOException {
    Path file = Path.of(System.getProperty("tributary.root"), "conf", "kibana", name + ".ndjson");
    List<SavedObject> objects = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      objects.add(new SavedObject(Json.mapper().readTree(line)));
    }
    return objects;
  }

  /** Type and id, which name it in references. */
  String key() {
    return key(json);
  }

  String type() {
    return json.path("type").asText();
  }

  JsonNode attributes() {
    return json.path("attributes");
  }

  /** What it refers to, by the names of its references. */
  Map<String, String> references() {
    return references(json);
  }

  /** An attribute that is JSON in a string. */
  JsonNode within(String attribute) {
    return parse(attributes().path(attribute).asText());
  }

  /** The search of what Kibana calls a search source; of a dashboard, its own query. */
  JsonNode searchSource() {
    return parse(attributes().path("kibanaSavedObjectMeta").path("searchSourceJSON").asText());
  }

  static Map<String, String> references(JsonNode owner) {
    return StreamSupport.stream(owner.path("references").spliterator(), false)
        .collect(Collectors.toMap(reference -> reference.path("name").asText(), SavedObject::key));
  }

  private static String key(JsonNode named) {
    return named.path("type").asText() + "/" + named.path("id").asText();
  }

  private static JsonNode parse(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @Override
  public String toString() {
    return key();
  }
}
