package tributary.console.collect;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectEntry;

/** Shows an entry's optional fields in few words: those that are not at their default. Pure. */
final class EntryText {

  private static final Set<String> MAIN = Set.of("path", "topic");

  private EntryText() {}

  /** As {@code start=end fields={"env":"prod"}}; empty if all are at their default. */
  static String options(CollectEntry entry, ObjectMapper json) {
    List<String> options = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : canonical(entry, json).properties()) {
      if (!MAIN.contains(field.getKey().toLowerCase(Locale.ROOT))) {
        JsonNode value = field.getValue();
        options.add(field.getKey() + "=" + (value.isTextual() ? value.asText() : value.toString()));
      }
    }
    return String.join(" ", options);
  }

  /** The entry as the codec writes it. */
  static JsonNode canonical(CollectEntry entry, ObjectMapper json) {
    try {
      return json.readTree(new CollectCodec().write(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the codec wrote what is no JSON", e);
    }
  }
}
