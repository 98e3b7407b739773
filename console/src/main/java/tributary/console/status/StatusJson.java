package tributary.console.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.AgentReport;

/** Writes a status as JSON; what is not known is left out. Pure. */
final class StatusJson {

  private final ObjectMapper json;

  StatusJson(ObjectMapper json) {
    this.json = json;
  }

  /** The whole report, on one line. */
  String text(StatusReport report) {
    ObjectNode root = json.createObjectNode().put("time", report.time().toString());
    ArrayNode servers = root.putArray("servers");
    for (ServerState server : report.servers()) {
      ObjectNode node =
          servers.addObject().put("name", server.name()).put("addresses", server.addresses());
      server.version().ifPresent(version -> node.put("version", version));
      server.problem().ifPresent(problem -> node.put("problem", problem));
    }
    if (report.agents().isPresent()) {
      ArrayNode agents = root.putArray("agents");
      report.agents().get().forEach(agent -> agent(agents.addObject(), agent));
    }
    ObjectNode transfer = root.putObject("transfer").put("group", report.transfer().group());
    report.transfer().members().ifPresent(members -> transfer.put("members", members));
    ArrayNode topics = root.putArray("topics");
    report.topics().forEach(topic -> topic(topics.addObject(), topic));
    ArrayNode rejected = root.putArray("rejected");
    for (Rejection each : report.rejections()) {
      rejected.addObject().put("key", each.key()).put("error", each.error()).put("by", each.by());
    }
    return root.toString();
  }

  private void agent(ObjectNode node, AgentState agent) {
    AgentPresence presence = agent.presence();
    node.put("id", presence.id()).put("version", presence.version()).put("http", presence.http());
    node.set("addresses", json.valueToTree(presence.addresses()));
    presence.started().ifPresent(started -> node.put("started", started.toString()));
    ArrayNode errors = node.putArray("errors");
    presence
        .errors()
        .forEach(
            key -> errors.addObject().put("key", key.key()).put("error", key.error().orElse("")));
    agent.report().ifPresent(report -> report(node, report));
  }

  private void report(ObjectNode node, AgentReport report) {
    node.put("files", report.files()).put("lines", report.lines());
    node.put("behindBytes", report.behind()).put("lostBytes", report.lost());
    node.set("problems", json.valueToTree(report.problems()));
  }

  private static void topic(ObjectNode node, TopicState topic) {
    node.put("topic", topic.topic());
    number(node, "partitions", topic.partitions());
    number(node, "records", topic.records());
    number(node, "behind", topic.behind());
    number(node, "documents", topic.documents());
    number(node, "deadLetters", topic.deadLetters());
  }

  private static void number(ObjectNode node, String name, Optional<Long> value) {
    value.ifPresent(number -> node.put(name, number));
  }
}
