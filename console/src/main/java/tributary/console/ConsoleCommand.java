package tributary.console;

import java.nio.file.Path;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import tributary.common.settings.SettingsException;
import tributary.common.settings.SettingsFile;
import tributary.console.collect.AddCommand;
import tributary.console.collect.CollectCommand;
import tributary.console.collect.ListCommand;
import tributary.console.collect.RemoveCommand;
import tributary.console.dead.DeadCommand;
import tributary.console.dead.DeadListCommand;
import tributary.console.dead.DeadReplayCommand;
import tributary.console.dead.DeadShowCommand;
import tributary.console.search.SearchCommand;
import tributary.console.servers.Connections;
import tributary.console.servers.ConsoleSettings;
import tributary.console.servers.Failure;
import tributary.console.servers.Pause;
import tributary.console.status.StatusCommand;

/**
 * The command line as a whole: its words, its settings, and how failures are told. Thread: main.
 */
@Command(
    name = "tributary-console",
    description = "Say what is collected, see what runs, find collected lines.",
    mixinStandardHelpOptions = true,
    versionProvider = ConsoleCommand.Version.class,
    synopsisSubcommandLabel = "(collect | status | search | dead)")
final class ConsoleCommand {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "The settings file: where etcd, Kafka and Elasticsearch are.")
  private Path config;

  private ConsoleCommand() {}

  /** The words, wired. */
  static CommandLine line(InstantSource clock, Pause pause) {
    ConsoleCommand root = new ConsoleCommand();
    CommandLine collect =
        new CommandLine(new CollectCommand())
            .addSubcommand(new AddCommand(root::open, pause))
            .addSubcommand(new RemoveCommand(root::open))
            .addSubcommand(new ListCommand(root::open));
    CommandLine dead =
        new CommandLine(new DeadCommand())
            .addSubcommand(new DeadListCommand(root::open))
            .addSubcommand(new DeadShowCommand(root::open))
            .addSubcommand(new DeadReplayCommand(root::open, clock, pause));
    return new CommandLine(root)
        .addSubcommand(collect)
        .addSubcommand(new StatusCommand(root::open, clock))
        .addSubcommand(new SearchCommand(root::open, clock, pause))
        .addSubcommand(dead)
        .setExecutionExceptionHandler((e, line, parsed) -> told(e, line));
  }

  private Connections open() throws SettingsException, Failure {
    if (config == null) {
      throw Failure.usage("--config FILE is missing: it names the servers (see conf/console.conf)");
    }
    return new Connections(ConsoleSettings.read(SettingsFile.load(config)));
  }

  private static int told(Exception e, CommandLine line) {
    if (e instanceof SettingsException settings) {
      settings.problems().forEach(line.getErr()::println);
      return CommandLine.ExitCode.USAGE;
    }
    if (e instanceof Failure failure) {
      line.getErr().println(failure.getMessage());
      return failure.isUsage() ? CommandLine.ExitCode.USAGE : CommandLine.ExitCode.SOFTWARE;
    }
    line.getErr().println("this is a fault of the console itself: " + e);
    return CommandLine.ExitCode.SOFTWARE;
  }

  /** The version of the jar; "development" outside one. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = ConsoleMain.class.getPackage().getImplementationVersion();
      return new String[] {"tributary-console " + (version == null ? "development" : version)};
    }
  }
}
