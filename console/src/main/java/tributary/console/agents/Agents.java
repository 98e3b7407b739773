package tributary.console.agents;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import tributary.console.servers.EtcdStore;
import tributary.console.servers.Failure;

/** Finds the agents that run now. Thread: any; blocks. */
public final class Agents {

  private Agents() {}

  /** All of them, by id. */
  public static List<AgentPresence> running(EtcdStore etcd, ObjectMapper json) throws Failure {
    return etcd.below(AgentPresence.PREFIX).stream()
        .flatMap(stored -> AgentPresence.parse(stored.key(), stored.value(), json).stream())
        .toList();
  }
}
