package tributary.agent.configure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectException;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.KeyState;
import tributary.common.json.Json;

/**
 * The last good values on disk, with the cluster's id and revision: what the agent starts from when
 * etcd is away. A file that can't be read is as good as none, but for a warning.
 *
 * <p>Thread: the configuration's.
 */
final class SavedKeys {
  private static final Logger log = LoggerFactory.getLogger(SavedKeys.class);

  private final Path file;
  private final CollectCodec codec = new CollectCodec();
  private CollectedKeys saved = CollectedKeys.none();

  /**
   * @param folder the agent's data folder, which exists
   */
  SavedKeys(Path folder) {
    this.file = folder.resolve("collected.json");
  }

  /** What was saved last. */
  CollectedKeys load() {
    if (!Files.exists(file)) {
      return saved;
    }
    try {
      saved = read(Json.mapper().readTree(Files.readAllBytes(file)));
    } catch (IOException | CollectException | RuntimeException e) {
      log.warn("the saved configuration {} can't be used: {}", file, e.getMessage());
    }
    return saved;
  }

  /**
   * Writes what differs from what is there: a new file that takes the place of the old.
   *
   * @throws IOException if it can't be written; the old file stands then
   */
  void save(CollectedKeys keys) throws IOException {
    if (keys.equals(saved)) {
      return;
    }
    Path next = file.resolveSibling(file.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer text = ByteBuffer.wrap(write(keys).toString().getBytes(StandardCharsets.UTF_8));
      while (text.hasRemaining()) {
        channel.write(text);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    saved = keys;
  }

  private ObjectNode write(CollectedKeys keys) {
    ObjectNode root = Json.mapper().createObjectNode();
    root.put("cluster", Long.toHexString(keys.clusterId()));
    root.put("revision", keys.revision());
    ArrayNode list = root.putArray("keys");
    for (KeyState state : keys.keys().values()) {
      ObjectNode each = list.addObject();
      each.put("key", state.key());
      each.put("value", codec.write(state.value()));
      each.put("revision", state.revision());
      each.put("seen", state.seen());
      state.error().ifPresent(error -> each.put("error", error));
      each.put("kept", state.kept());
    }
    return root;
  }

  private CollectedKeys read(JsonNode root) throws CollectException {
    SortedMap<String, KeyState> keys = new TreeMap<>();
    for (JsonNode each : root.required("keys")) {
      String key = each.required("key").asText();
      keys.put(
          key,
          new KeyState(
              key,
              codec.parse(each.required("value").asText()),
              each.required("revision").asLong(),
              each.required("seen").asLong(),
              Optional.ofNullable(each.get("error")).map(JsonNode::asText),
              each.required("kept").asBoolean()));
    }
    return new CollectedKeys(
        Long.parseUnsignedLong(root.required("cluster").asText(), 16),
        root.required("revision").asLong(),
        keys);
  }
}
