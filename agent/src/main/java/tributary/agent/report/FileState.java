package tributary.agent.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.agent.read.ReadStatus;
import tributary.agent.read.content.ByteRange;
import tributary.common.json.Json;
import tributary.common.kafka.Span;

/**
 * What a record of {@code tributary.files} says of one content (DESIGN §6); two that are equal say
 * the same.
 *
 * @param host the agent's id
 * @param span from where reading began to where events were handed over
 */
record FileState(
    String id,
    String host,
    String path,
    Optional<String> topic,
    Span span,
    long size,
    long acknowledged,
    long skipped,
    List<ByteRange> lost,
    boolean closed) {

  static FileState of(String host, ReadStatus status) {
    return new FileState(
        status.id(),
        host,
        status.path(),
        status.topic(),
        new Span(status.start(), Math.max(status.start(), status.read())),
        status.size(),
        status.acknowledged(),
        status.skipped(),
        status.lost(),
        status.closed());
  }

  /** The record's value. */
  byte[] json(Instant time) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", id);
    json.put("host", host);
    json.put("path", path);
    topic.ifPresent(name -> json.put("topic", name));
    json.put("start", span.start());
    json.put("size", size);
    // All that is read is framed and handed over at once.
    json.put("read", span.end());
    json.put("sent", span.end());
    json.put("acked", acknowledged);
    json.put("skipped", skipped);
    ArrayNode ranges = json.putArray("lost");
    lost.forEach(range -> ranges.addArray().add(range.from()).add(range.to()));
    json.put("closed", closed);
    json.put("time", time.toString());
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }
}
