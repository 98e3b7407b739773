package tributary.common.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.common.json.Json;

/**
 * The last good set as one line of JSON, so that an agent can start from it while etcd is away.
 * Writing and reading to disk is the caller's.
 */
public final class SavedKeys {
  private SavedKeys() {}

  /** All of a state but the warnings, which come again with the values. */
  public static String write(CollectedKeys state, CollectCodec codec) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("cluster", Long.toHexString(state.clusterId()));
    root.put("revision", state.revision());
    ArrayNode keys = root.putArray("keys");
    for (KeyState key : state.keys().values()) {
      ObjectNode node = keys.addObject();
      node.put("key", key.key());
      node.put("value", codec.write(key.value()));
      node.put("revision", key.revision());
      node.put("seen", key.seen());
      key.error().ifPresent(error -> node.put("error", error));
      node.put("kept", key.kept());
    }
    return root.toString();
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws CollectException if it is damaged; then there is no saved set
   */
  public static CollectedKeys read(String json, CollectCodec codec) throws CollectException {
    try {
      JsonNode root = Json.mapper().readTree(json);
      SortedMap<String, KeyState> keys = new TreeMap<>();
      for (JsonNode node : root.required("keys")) {
        KeyState key = key(node, codec);
        keys.put(key.key(), key);
      }
      long cluster = Long.parseUnsignedLong(root.required("cluster").asText(), 16);
      return new CollectedKeys(cluster, root.required("revision").asLong(), keys);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      CollectException damaged =
          new CollectException(new Position(1, 1), "the saved set is damaged");
      damaged.initCause(e);
      throw damaged;
    }
  }

  private static KeyState key(JsonNode node, CollectCodec codec) throws CollectException {
    return new KeyState(
        node.required("key").asText(),
        codec.parse(node.required("value").asText()).withoutWarnings(),
        node.required("revision").asLong(),
        node.required("seen").asLong(),
        Optional.ofNullable(node.get("error")).map(JsonNode::asText),
        node.required("kept").asBoolean());
  }
}
