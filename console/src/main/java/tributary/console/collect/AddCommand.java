package tributary.console.collect;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tributary.console.agents.AgentPresence;
import tributary.console.agents.Agents;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;
import tributary.console.servers.EtcdStore;
import tributary.console.servers.Failure;
import tributary.console.servers.Pause;

/** {@code collect add PATH TOPIC}. Thread: main. */
@Command(
    name = "add",
    description =
        "Collect files: add an entry, or replace the one with the same path. Agents take it up at"
            + " once, without a restart.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class AddCommand implements Callable<Integer> {

  /** An agent that has just been started says so within this many pauses. */
  private static final int LOOKS = 2;

  private final ConnectionSource source;
  private final Pause pause;

  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "PATH",
      description = "Absolute path of a file, or a glob such as '/var/log/**/*.log' (quoted).")
  private String path;

  @Parameters(paramLabel = "TOPIC", description = "Kafka topic that its lines go to.")
  private String topic;

  @Mixin private CollectTarget target;
  @Mixin private EntryOptions options;

  /**
   * @param source of the connections to etcd
   */
  public AddCommand(ConnectionSource source, Pause pause) {
    this.source = source;
    this.pause = pause;
  }

  @Override
  public Integer call() throws Exception {
    try (Connections connections = source.open()) {
      AddEntry entry = AddEntry.check(options.entry(path, topic), connections.json());
      String key = target.key(connections.settings().host());
      EtcdStore etcd = connections.etcd();
      Edit done = new CollectKeys(etcd, connections.json()).edit(key, entry);
      EditText text = new EditText(connections.json());
      spec.commandLine().getOut().println(text.text(key, path, done));
      List<AgentPresence> agents = agents(etcd, connections, key);
      spec.commandLine().getOut().println(text.followers(key, agents));
      return 0;
    }
  }

  /** The agents that run, as soon as one of them follows the key, or after a while. */
  private List<AgentPresence> agents(EtcdStore etcd, Connections connections, String key)
      throws Failure, InterruptedException {
    List<AgentPresence> agents = Agents.running(etcd, connections.json());
    for (int look = 0; look < LOOKS; look++) {
      if (agents.stream().anyMatch(agent -> agent.follows(key)) || !pause.await()) {
        break;
      }
      agents = Agents.running(etcd, connections.json());
    }
    return agents;
  }
}
