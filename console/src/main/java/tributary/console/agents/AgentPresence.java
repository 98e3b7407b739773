package tributary.console.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an agent has written under {@code /tributary/agents/}. It is there as long as the agent is.
 * What an agent of another version doesn't say is empty.
 *
 * @param http host and port of its status pages, as "127.0.0.1:7071"; empty if it has none
 * @param started when its process began
 * @param troubled how many of its keys are not in force as they were meant
 * @param keys that it names: the troubled ones first, then as many as fit its 4 KiB
 */
public record AgentPresence(
    String id,
    String version,
    List<String> addresses,
    String http,
    Optional<Instant> started,
    int troubled,
    List<KeyState> keys) {

  /** Where agents announce themselves, each below its id. */
  public static final String PREFIX = "/tributary/agents/";

  /** Reads a key's value; nothing if it is no object. */
  public static Optional<AgentPresence> parse(String key, String value, ObjectMapper json) {
    JsonNode tree;
    try {
      tree = json.readTree(value);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (tree == null || !tree.isObject()) {
      return Optional.empty();
    }
    return Optional.of(
        new AgentPresence(
            key.substring(PREFIX.length()),
            tree.path("version").asText("-"),
            texts(tree.path("addresses")),
            tree.path("http").asText(""),
            time(tree.path("started")),
            tree.path("errors").asInt(),
            keys(tree.path("applied"))));
  }

  /** Those among them that it could not take, with the reason. */
  public List<KeyState> errors() {
    return keys.stream().filter(key -> key.error().isPresent()).toList();
  }

  /** Whether it can be known from here that the agent follows this key; its groups can't. */
  public boolean follows(String key) {
    return keys.stream().anyMatch(state -> state.key().equals(key))
        || Stream.concat(Stream.of(id), addresses.stream())
            .anyMatch(name -> key.equals("/tributary/hosts/" + name));
  }

  private static List<KeyState> keys(JsonNode applied) {
    List<KeyState> keys = new ArrayList<>();
    for (JsonNode key : applied) {
      Optional<String> error = Optional.of(key.path("error").asText("")).filter(e -> !e.isEmpty());
      keys.add(new KeyState(key.path("key").asText(), key.path("revision").asLong(), error));
    }
    return keys;
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Optional<Instant> time(JsonNode time) {
    try {
      return Optional.of(Instant.parse(time.asText()));
    } catch (DateTimeException unknown) {
      return Optional.empty();
    }
  }
}
