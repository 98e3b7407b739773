package tributary.agent.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tributary.common.json.Json;
import tributary.common.kafka.EventHeaders;

/** The headers that are the same for all events of a stream, in their order. */
final class ConstantHeaders {
  private ConstantHeaders() {}

  /**
   * Their names and values.
   *
   * @param host the agent's id
   * @param path of the file
   * @param fields the entry's; empty makes no header
   */
  static Map<String, byte[]> of(String host, String path, Map<String, String> fields) {
    Map<String, byte[]> headers = new LinkedHashMap<>();
    headers.put(EventHeaders.HOST, host.getBytes(StandardCharsets.UTF_8));
    headers.put(EventHeaders.PATH, path.getBytes(StandardCharsets.UTF_8));
    if (!fields.isEmpty()) {
      headers.put(EventHeaders.FIELDS, json(fields));
    }
    return headers;
  }

  private static byte[] json(Map<String, String> fields) {
    try {
      return Json.mapper().writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
