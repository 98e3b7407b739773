package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tributary.common.json.Json;
import tributary.common.kafka.FileId;
import tributary.transfer.record.RecordCursor;

/**
 * Makes a document of what an agent says of one file ({@code tributary.files}, DESIGN §6): one
 * document a file, of which the newest {@code time} wins, since that is its version.
 *
 * <p>Thread: its worker.
 */
public final class FileStateWriter implements RecordWriter {

  @Override
  public boolean write(RecordCursor cursor, JsonBytes out) {
    // A file has one a minute at most, so it may well be an object.
    ConsumerRecord<byte[], byte[]> record = cursor.copy();
    String id =
        FileId.parse(record.key())
            .orElseThrow(() -> new IllegalArgumentException("the key is no file id"))
            .text();
    ObjectNode state = state(record.value());
    if (!state.path("id").asText().equals(id)) {
      throw new IllegalArgumentException("the value's id is not the key");
    }
    Instant time = time(state.path("time"));
    state.put("@timestamp", time.toString());
    String action =
        "{\"index\":{\"_id\":\"%s\",\"version\":%d,\"version_type\":\"external\"}}\n"
            .formatted(id, time.toEpochMilli());
    out.raw(action.getBytes(UTF_8)).raw(Json.write(state).getBytes(UTF_8)).raw('\n');
    return false;
  }

  private static ObjectNode state(byte[] value) {
    try {
      if (value != null && Json.mapper().readTree(value) instanceof ObjectNode object) {
        return object;
      }
    } catch (IOException e) {
      throw new IllegalArgumentException("the value is no JSON", e);
    }
    throw new IllegalArgumentException("the value is no JSON object");
  }

  /** ISO 8601, or milliseconds since 1970. */
  private static Instant time(JsonNode time) {
    if (time.isIntegralNumber() && time.asLong() >= 0) {
      return Instant.ofEpochMilli(time.asLong());
    }
    try {
      return Instant.parse(time.asText());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("it has no time", e);
    }
  }
}
