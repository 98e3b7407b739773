package tributary.agent;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import tributary.agent.configure.CollectStatus;
import tributary.agent.configure.KeyStatus;
import tributary.common.json.Json;

/**
 * What {@code /tributary/agents/{id}} says (DESIGN §9): at most 4 KiB, errors first, then the
 * revisions applied, as many as fit, and their number. Nothing in it changes by itself, so that it
 * is written only when there is news.
 */
final class Presence {
  private static final int MAX_BYTES = 4096;
  private static final int MAX_ERROR = 300;

  private final String id;
  private final String version;
  private final String started;
  private final String http;

  /**
   * @param started when the program started, ISO 8601
   * @param http where it serves its state, {@code HOST:PORT}
   */
  Presence(String id, String version, String started, String http) {
    this.id = id;
    this.version = version;
    this.started = started;
    this.http = http;
  }

  /** The key's value. */
  String text(CollectStatus status) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("id", id);
    root.put("version", version);
    root.put("started", started);
    root.put("http", http);
    ArrayNode addresses = root.putArray("addresses");
    status.addresses().stream().limit(16).forEach(addresses::add);
    root.put("entries", status.entries());
    root.put("keys", status.keys().size());
    List<KeyStatus> all =
        Stream.concat(Stream.of(status.local()).filter(KeyStatus::troubled), status.keys().stream())
            .sorted(Comparator.comparing(KeyStatus::troubled).reversed())
            .toList();
    root.put("errors", all.stream().filter(KeyStatus::troubled).count());
    ArrayNode list = root.putArray("applied");
    String text = root.toString();
    for (KeyStatus key : all) {
      list.add(node(key));
      String longer = root.toString();
      if (longer.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
        break;
      }
      text = longer;
    }
    return text;
  }

  private static ObjectNode node(KeyStatus key) {
    ObjectNode node = Json.mapper().createObjectNode();
    node.put("key", key.key());
    node.put("revision", key.revision());
    String trouble =
        Stream.concat(key.error().stream(), key.problems().stream())
            .reduce((one, other) -> one + "; " + other)
            .orElse("");
    if (!trouble.isEmpty()) {
      node.put("error", trouble.substring(0, Math.min(trouble.length(), MAX_ERROR)));
    }
    return node;
  }
}
