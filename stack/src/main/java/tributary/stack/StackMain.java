package tributary.stack;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tributary.stack.StackOptions.Part;
import tributary.stack.box.DaemonCommand;
import tributary.stack.box.DownCommand;
import tributary.stack.box.LogsCommand;
import tributary.stack.box.StatusCommand;
import tributary.stack.box.UpCommand;

/** The stack as a program; exit codes: 0 clean stop, 1 failure, 2 wrong usage. */
@Command(
    name = "tributary-stack",
    description = "A real etcd, Kafka and Elasticsearch, for trying out and for tests.",
    mixinStandardHelpOptions = true,
    subcommands = {
      UpCommand.class,
      DownCommand.class,
      StatusCommand.class,
      LogsCommand.class,
      DaemonCommand.class
    },
    synopsisSubcommandLabel = "COMMAND")
public final class StackMain {
  private StackMain() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  static int run(String... arguments) {
    return new CommandLine(new StackMain())
        .setCommandName(System.getProperty("tributary.command", "tributary-stack"))
        .setExecutionExceptionHandler(StackMain::explain)
        .execute(arguments);
  }

  private static int explain(
      Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
    String message = failure.getMessage();
    command.getErr().println(message == null ? failure.toString() : message);
    return 1;
  }

  /** In the foreground, until Ctrl-C or SIGTERM. */
  @Command(
      name = "run",
      description = "Runs all servers in the foreground until Ctrl-C.",
      mixinStandardHelpOptions = true)
  int run(
      @Option(names = "--dir", defaultValue = ".tributary/stack", description = "Its folder")
          Path folder,
      @Option(names = "--brokers", defaultValue = "1", description = "Kafka brokers") int brokers,
      @Option(names = "--etcd-port", description = "Default: any free one") Integer etcdPort,
      @Option(names = "--kafka-port", description = "Default: any free one") Integer kafkaPort,
      @Option(names = "--elasticsearch-port", description = "Default: any free one")
          Integer elasticsearchPort)
      throws InterruptedException {
    Map<Part, Integer> ports = new EnumMap<>(Part.class);
    putIfGiven(ports, Part.ETCD, etcdPort);
    putIfGiven(ports, Part.KAFKA, kafkaPort);
    putIfGiven(ports, Part.ELASTICSEARCH, elasticsearchPort);
    Stack stack =
        Stack.start(folder, StackOptions.defaults().withBrokers(brokers).withPorts(ports));
    Runtime.getRuntime().addShutdownHook(new Thread(stack::stop, "stop"));
    System.out.println("etcd           " + stack.etcd().url());
    System.out.println("Kafka          " + stack.kafka().address());
    System.out.println("Elasticsearch  " + stack.elasticsearch().url());
    System.out.println("Ctrl-C ends them; their data stay in " + folder.toAbsolutePath());
    new CountDownLatch(1).await();
    return 0;
  }

  private static void putIfGiven(Map<Part, Integer> ports, Part part, Integer port) {
    if (port != null) {
      ports.put(part, port);
    }
  }
}
