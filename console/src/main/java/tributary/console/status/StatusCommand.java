package tributary.console.status;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.console.servers.ConnectionSource;
import tributary.console.servers.Connections;

/** {@code status}. Exit code 1 if a server is away. Thread: main. */
@Command(
    name = "status",
    description =
        "Show what runs, how far lines have come, and which configuration is rejected. Exit code 1"
            + " if a server is away.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  private final ConnectionSource source;
  private final InstantSource clock;

  @Spec private CommandSpec spec;

  @Option(names = "--json", description = "JSON instead of tables.")
  private boolean asJson;

  /**
   * @param source of the connections to all three servers
   */
  public StatusCommand(ConnectionSource source, InstantSource clock) {
    this.source = source;
    this.clock = clock;
  }

  @Override
  public Integer call() throws Exception {
    try (Connections connections = source.open()) {
      StatusReport report =
          new StatusQuestions(connections.json(), connections.settings().group())
              .ask(connections.etcd(), connections.kafka(), connections.elastic(), clock.instant());
      PrintWriter out = spec.commandLine().getOut();
      if (asJson) {
        out.println(new StatusJson(connections.json()).text(report));
      } else {
        StatusText.lines(report).forEach(out::println);
      }
      return report.complete() ? 0 : 1;
    }
  }
}
