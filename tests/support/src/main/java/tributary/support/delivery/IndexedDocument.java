package tributary.support.delivery;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One document, as the transfer indexed it (DESIGN §7).
 *
 * @param index where it lies
 * @param fileId empty in documents of foreign records
 * @param offset where its event starts in the content, -1 in documents of foreign records
 */
public record IndexedDocument(
    String index, String id, String message, String host, String path, String fileId, long offset) {

  static IndexedDocument of(JsonNode hit) {
    JsonNode source = hit.get("_source");
    JsonNode file = source.path("log").path("file");
    return new IndexedDocument(
        hit.get("_index").asText(),
        hit.get("_id").asText(),
        source.path("message").asText(),
        source.path("host").path("name").asText(),
        file.path("path").asText(),
        file.path("id").asText(),
        source.path("log").path("offset").asLong(-1));
  }
}
