package tributary.transfer.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tributary.common.json.Json;
import tributary.transfer.document.Index;

/**
 * The fields of an index of ours.
 *
 * @param types Elasticsearch's type by a field's whole name
 */
record MappedFields(Map<String, String> types) {

  static MappedFields of(Index.Contents contents) {
    Map<String, String> types = new TreeMap<>();
    try {
      if (contents != Index.Contents.FILES) {
        Path component =
            Path.of(System.getProperty("tributary.root"), "conf", "index-template.json");
        collect(Json.mapper().readTree(component.toFile()).at("/template/mappings"), "", types);
      }
      JsonNode template = Json.mapper().readTree(IndexTemplate.body(Index.of("any", contents)));
      collect(template.at("/template/mappings"), "", types);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new MappedFields(types);
  }

  private static void collect(JsonNode mapping, String prefix, Map<String, String> types) {
    for (Map.Entry<String, JsonNode> field : mapping.path("properties").properties()) {
      types.put(prefix + field.getKey(), field.getValue().path("type").asText("object"));
      collect(field.getValue(), prefix + field.getKey() + ".", types);
    }
  }
}
