package tributary.console.agents;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What an agent says of its work, since its process began.
 *
 * @param files that it collects now
 * @param lines events that it has sent
 * @param behind bytes that are there and not sent, over all files
 * @param lost bytes that it could not read any more
 * @param problems what does not go on, and why
 */
public record AgentReport(long files, long lines, long behind, long lost, List<String> problems) {

  public AgentReport {
    problems = List.copyOf(problems);
  }

  /** From the metrics of DESIGN §9 and the JSON of {@code /status}. */
  static AgentReport of(Metrics metrics, String status, ObjectMapper json) {
    return new AgentReport(
        metrics.sum("tributary_agent_files"),
        metrics.sum("tributary_agent_lines_total"),
        metrics.sum("tributary_agent_unread_bytes"),
        metrics.sum("tributary_agent_lost_bytes_total"),
        problems(status, json));
  }

  private static List<String> problems(String status, ObjectMapper json) {
    List<String> problems = new ArrayList<>();
    JsonNode tree;
    try {
      tree = json.readTree(status);
    } catch (JsonProcessingException e) {
      return problems;
    }
    tree.path("notReady").forEach(reason -> problems.add(reason.asText()));
    for (Map.Entry<String, JsonNode> topic : tree.path("topics").properties()) {
      if (topic.getValue().has("reason")) {
        problems.add("topic " + topic.getKey() + ": " + topic.getValue().path("reason").asText());
      }
    }
    tree.path("problems").forEach(problem -> problems.add(problem.asText()));
    for (JsonNode file : tree.path("files")) {
      if (file.has("error")) {
        problems.add(file.path("path").asText() + ": " + file.path("error").asText());
      }
    }
    return problems;
  }
}
