package tributary.agent.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import tributary.agent.read.ByteRange;
import tributary.agent.read.ReadStatus;
import tributary.common.json.Json;
import tributary.common.kafka.Span;

/**
 * What a record of {@code tributary.files} says of one content (DESIGN §6).
 *
 * @param host the agent's id
 */
record FileState(String host, ReadStatus status) {

  String id() {
    return status.id();
  }

  /** The stretch of the content that it speaks of. */
  Span span() {
    return new Span(status.start(), Math.max(status.start(), status.read()));
  }

  /** The record's value. */
  byte[] json(Instant time) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", status.id());
    json.put("host", host);
    json.put("path", status.path());
    status.topic().ifPresent(topic -> json.put("topic", topic));
    json.put("start", status.start());
    json.put("size", status.size());
    // All that is read is framed and handed over at once.
    json.put("read", status.read());
    json.put("sent", status.read());
    json.put("acked", status.acknowledged());
    json.put("skipped", status.skipped());
    ArrayNode lost = json.putArray("lost");
    for (ByteRange range : status.lost()) {
      lost.addArray().add(range.from()).add(range.to());
    }
    json.put("closed", status.closed());
    json.put("time", time.toString());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
