package tributary.support.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.random.RandomGenerator;
import tributary.common.json.Json;

/** Takes documents out of a bulk request, and puts refusals of them into its answer. */
final class BulkItems {
  private static final String REFUSAL =
      "{\"create\":{\"status\":%d,\"error\":{\"type\":\"es_rejected_execution_exception\","
          + "\"reason\":\"injected\"}}}";

  private final List<String> lines;
  private final BitSet refused = new BitSet();

  BulkItems(byte[] body) {
    lines = new String(body, UTF_8).lines().toList();
  }

  int size() {
    return lines.size() / 2;
  }

  /** Refuses some; what is left, which may be nothing. */
  byte[] without(RandomGenerator random) {
    List<String> left = new ArrayList<>();
    for (int item = 0; item < size(); item++) {
      if (random.nextInt(3) == 0) {
        refused.set(item);
      } else {
        left.addAll(lines.subList(2 * item, 2 * item + 2));
      }
    }
    return left.isEmpty() ? new byte[0] : (String.join("\n", left) + "\n").getBytes(UTF_8);
  }

  /** The answer for all, made of that for those that were left. */
  byte[] answer(byte[] forTheRest, RandomGenerator random) throws IOException {
    ObjectNode answer = Json.mapper().createObjectNode().put("errors", true);
    ArrayNode items = answer.putArray("items");
    JsonNode rest =
        forTheRest.length == 0
            ? Json.mapper().createArrayNode()
            : Json.mapper().readTree(forTheRest).path("items");
    int next = 0;
    for (int item = 0; item < size(); item++) {
      items.add(
          refused.get(item)
              ? Json.mapper().readTree(REFUSAL.formatted(random.nextBoolean() ? 429 : 503))
              : rest.get(next++));
    }
    return answer.toString().getBytes(UTF_8);
  }
}
