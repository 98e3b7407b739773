package tributary.console.collect;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.Agents;
import tributary.console.agents.KeyState;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;
import tributary.console.servers.EtcdStore;
import tributary.console.servers.Failure;
import tributary.console.servers.Stored;

/** {@code collect list}. Thread: main. */
@Command(
    name = "list",
    description = "Show what is collected, and which values are broken or refused.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class ListCommand implements Callable<Integer> {

  private final ConnectionSource source;

  @Spec private CommandSpec spec;
  @Mixin private CollectTarget target;

  @Option(names = "--all", description = "All hosts, all groups, and every key an agent names.")
  private boolean all;

  @Option(names = "--json", description = "JSON instead of a table.")
  private boolean asJson;

  /**
   * @param source of the connections to etcd
   */
  public ListCommand(ConnectionSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws Exception {
    try (Connections connections = source.open()) {
      String host = connections.settings().host();
      EtcdStore etcd = connections.etcd();
      List<AgentPresence> agents = Agents.running(etcd, connections.json());
      List<ListedKey> keys =
          stored(etcd, agents, host).stream()
              .map(stored -> ListedKey.of(stored, agents, connections.json()))
              .toList();
      print(new ListText(connections.json()), keys, host);
      return 0;
    }
  }

  private void print(ListText text, List<ListedKey> keys, String host) {
    PrintWriter out = spec.commandLine().getOut();
    if (asJson) {
      out.println(text.json(keys));
    } else if (keys.isEmpty()) {
      out.println(
          all
              ? "Nothing is collected by any key of etcd."
              : target.key(host) + " does not exist. See all keys with collect list --all.");
    } else {
      text.lines(keys).forEach(out::println);
    }
  }

  private List<Stored> stored(EtcdStore etcd, List<AgentPresence> agents, String host)
      throws Failure {
    Map<String, Stored> found = new TreeMap<>();
    if (all) {
      etcd.below(CollectTarget.HOSTS).forEach(stored -> found.put(stored.key(), stored));
      etcd.below(CollectTarget.GROUPS).forEach(stored -> found.put(stored.key(), stored));
    }
    for (String key : named(agents, host)) {
      // A key that ends in '/' is a folder of keys, as in the agents' own templates.
      List<Stored> values =
          key.endsWith("/") ? etcd.below(key) : etcd.get(key).map(List::of).orElse(List.of());
      values.forEach(stored -> found.put(stored.key(), stored));
    }
    return new ArrayList<>(found.values());
  }

  /** Keys to look up one by one: the one that was asked for, and those that agents follow. */
  private List<String> named(List<AgentPresence> agents, String host) {
    List<String> named = new ArrayList<>();
    Optional<String> asked = target.named();
    asked.ifPresent(named::add);
    if (asked.isEmpty() && !all) {
      named.add(target.key(host));
    }
    for (AgentPresence agent : agents) {
      if (all || (asked.isEmpty() && agent.id().equals(host))) {
        agent.keys().stream().map(KeyState::key).forEach(named::add);
      }
    }
    return named;
  }
}
