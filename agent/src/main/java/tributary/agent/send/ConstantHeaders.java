package tributary.agent.send;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import tributary.common.json.Json;
import tributary.common.kafka.EventHeaders;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/** The headers that are the same for all events of a stream, encoded once. */
final class ConstantHeaders {
  private final Header[] constant;

  /**
   * @param host the agent's id
   * @param path of the file
   * @param fields the entry's; empty makes no header
   */
  ConstantHeaders(String host, String path, Map<String, String> fields) {
    List<Header> headers = new ArrayList<>();
    headers.add(header(EventHeaders.HOST, host.getBytes(StandardCharsets.UTF_8)));
    headers.add(header(EventHeaders.PATH, path.getBytes(StandardCharsets.UTF_8)));
    if (!fields.isEmpty()) {
      headers.add(header(EventHeaders.FIELDS, json(fields)));
    }
    constant = headers.toArray(Header[]::new);
  }

  /**
   * All headers of one event.
   *
   * @param part null if the event is not sent in parts
   */
  Headers of(Span span, EventPart part) {
    RecordHeaders headers = new RecordHeaders(constant);
    headers.add(header(EventHeaders.SPAN, span.bytes()));
    if (part != null) {
      headers.add(header(EventHeaders.PART, part.bytes()));
    }
    return headers;
  }

  private static Header header(String name, byte[] value) {
    return new RecordHeader(name, value);
  }

  private static byte[] json(Map<String, String> fields) {
    try {
      return Json.mapper().writeValueAsBytes(fields);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
