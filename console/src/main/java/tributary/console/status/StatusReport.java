package tributary.console.status;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * All that {@code status} tells.
 *
 * @param time when it was asked
 * @param agents that run; empty if etcd is away
 */
record StatusReport(
    Instant time,
    List<ServerState> servers,
    Optional<List<AgentState>> agents,
    TransferState transfer,
    List<TopicState> topics,
    List<Rejection> rejections) {

  StatusReport {
    servers = List.copyOf(servers);
    agents = agents.map(List::copyOf);
    topics = List.copyOf(topics);
    rejections = List.copyOf(rejections);
  }

  /** Whether every server answered. */
  boolean complete() {
    return servers.stream().allMatch(server -> server.problem().isEmpty());
  }
}
