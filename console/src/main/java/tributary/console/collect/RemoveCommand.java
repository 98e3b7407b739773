package tributary.console.collect;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;

/** {@code collect remove PATH}. Thread: main. */
@Command(
    name = "remove",
    description =
        "Stop collecting files: take an entry away. What was read stays; added again, it goes on"
            + " where it stopped.",
    mixinStandardHelpOptions = true,
    sortOptions = false)
public final class RemoveCommand implements Callable<Integer> {

  private final ConnectionSource source;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "PATH", description = "The path or glob, as it was added.")
  private String path;

  @Mixin private CollectTarget target;

  /**
   * @param source of the connections to etcd
   */
  public RemoveCommand(ConnectionSource source) {
    this.source = source;
  }

  @Override
  public Integer call() throws Exception {
    try (Connections connections = source.open()) {
      String key = target.key(connections.settings().host());
      CollectKeys keys = new CollectKeys(connections.etcd(), connections.json());
      Edit done = keys.edit(key, new RemoveEntry(key, path));
      String text = new EditText(connections.json()).text(key, path, done);
      spec.commandLine().getOut().println(text);
      return 0;
    }
  }
}
