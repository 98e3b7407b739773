package tributary.console.status;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.console.agents.AgentPresence;
import tributary.console.text.Ages;
import tributary.console.text.Table;

/** Lays a status out as tables. "-" is what can't be known from here. Pure. */
final class StatusText {

  /** So many of one agent are shown. */
  private static final int TROUBLES = 5;

  private final StatusReport report;
  private final List<String> lines = new ArrayList<>();

  private StatusText(StatusReport report) {
    this.report = report;
  }

  /** The lines of the answer. */
  static List<String> lines(StatusReport report) {
    StatusText text = new StatusText(report);
    text.servers();
    text.agents();
    text.topics();
    text.rejections();
    return text.lines;
  }

  private void servers() {
    Table table = new Table("SERVER", "ADDRESS", "STATE");
    for (ServerState server : report.servers()) {
      String state = server.version().map(version -> "up, " + version).orElse("DOWN");
      table.row(server.name(), server.addresses(), state);
    }
    lines.addAll(table.lines(Table.WIDTH));
    report.servers().stream()
        .flatMap(server -> server.problem().stream())
        .flatMap(problem -> Table.wrapped(problem, Table.WIDTH).stream())
        .forEach(lines::add);
  }

  private void agents() {
    lines.add("");
    if (report.agents().isEmpty()) {
      lines.add("Agents: etcd is away, so it is not known which run.");
      return;
    }
    List<AgentState> agents = report.agents().get();
    if (agents.isEmpty()) {
      lines.add("No agent runs.");
      return;
    }
    Table table =
        new Table("AGENT", "VERSION", "ADDRESSES", "UP", "OPEN FILES", "LINES", "BEHIND", "ERRORS");
    for (AgentState agent : agents) {
      AgentPresence presence = agent.presence();
      table.row(
          presence.id(),
          presence.version(),
          String.join(", ", presence.addresses()),
          presence.started().map(this::age).orElse("-"),
          agent.report().map(report -> Ages.count(report.files())).orElse("-"),
          agent.report().map(report -> Ages.count(report.lines())).orElse("-"),
          agent.report().map(report -> Ages.bytes(report.behind())).orElse("-"),
          Integer.toString(presence.troubled()));
    }
    lines.addAll(table.lines(Table.WIDTH));
    agents.forEach(this::troubles);
  }

  private void troubles(AgentState agent) {
    List<String> troubles = new ArrayList<>();
    agent.report().ifPresent(report -> troubles.addAll(report.problems()));
    agent
        .report()
        .filter(report -> report.lost() > 0)
        .ifPresent(report -> troubles.add("lost " + Ages.bytes(report.lost())));
    String id = agent.presence().id();
    troubles.stream()
        .limit(TROUBLES)
        .flatMap(trouble -> Table.wrapped(id + ": " + trouble, Table.WIDTH).stream())
        .forEach(lines::add);
    if (troubles.size() > TROUBLES) {
      String more = Ages.count(troubles.size() - TROUBLES);
      lines.add(id + ": and " + more + " more: http://" + agent.presence().http() + "/status");
    }
  }

  private String age(Instant start) {
    return Ages.text(Duration.between(start, report.time()));
  }

  private void topics() {
    lines.add("");
    lines.add(transfer());
    Table table =
        new Table("TOPIC", "PARTITIONS", "RECORDS", "BEHIND", "DOCUMENTS", "DEAD LETTERS");
    for (TopicState topic : report.topics()) {
      table.row(
          topic.topic(),
          count(topic.partitions()),
          count(topic.records()),
          count(topic.behind()),
          count(topic.documents()),
          count(topic.deadLetters()));
    }
    if (table.isEmpty()) {
      lines.add(
          report.agents().isEmpty()
              ? "Topics: etcd is away, so they are not known."
              : "No topic yet: an agent makes one when it sends its first line.");
    } else {
      lines.addAll(table.lines(Table.WIDTH));
    }
  }

  private String transfer() {
    String group = "Transfer (group " + report.transfer().group() + "): ";
    if (report.transfer().members().isEmpty()) {
      return group + "Kafka is away, so it is not known what runs.";
    }
    long behind =
        report.topics().stream().flatMap(topic -> topic.behind().stream()).mapToLong(n -> n).sum();
    int members = report.transfer().members().get();
    return group
        + (members == 0 ? "none runs" : members + " running")
        + ", "
        + Ages.of(behind, "record", "records")
        + " behind";
  }

  private void rejections() {
    if (report.rejections().isEmpty()) {
      return;
    }
    lines.add("");
    lines.add("Rejected configuration (the last good value stays in force):");
    Table table = new Table("KEY", "ERROR", "SAID BY");
    report.rejections().forEach(each -> table.row(each.key(), each.error(), each.by()));
    lines.addAll(table.lines(Table.WIDTH));
  }

  private static String count(Optional<Long> number) {
    return number.map(Ages::count).orElse("-");
  }
}
