package tributary.bench.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.bench.LogFile;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;
import tributary.support.faults.BrokerProxy;

/** The whole agent, file to Kafka, beside kcat and rsyslog: the same files, in turns. */
@Command(name = "agent", description = "File to Kafka, beside kcat and rsyslog where installed.")
public final class AgentBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--lines", description = "Lines in all (${DEFAULT-VALUE}).")
  private long lines = 3_000_000;

  @Option(names = "--kind", description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}).")
  private LogFile.Kind kind = LogFile.Kind.ACCESS;

  @Option(names = "--files", description = "Files that they stand in (${DEFAULT-VALUE}).")
  private int files = 1;

  @Option(names = "--partitions", description = "Of the topic (${DEFAULT-VALUE}).")
  private int partitions = 4;

  @Option(names = "--codec", description = "none, lz4, zstd, snappy, gzip (${DEFAULT-VALUE}).")
  private String codec = "lz4";

  @Option(names = "--rounds", description = "How often each takes its turn (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(
      names = "--also",
      paramLabel = "NAME=COMMAND",
      description = "Another shipper; {files}, {topic}, {broker} and {codec} are filled in.")
  private List<String> also = List.of();

  @Option(names = "--delay", description = "Milliseconds each way to the broker.")
  private int delay;

  @Option(names = "--only", description = "Names of those that take part.")
  private List<String> only = List.of();

  @Option(
      names = "--jvm",
      split = " ",
      description = "Options of the agent's JVM, instead of those of conf/agent.jvm.")
  private List<String> jvm = List.of();

  @Option(
      names = "--no-archive",
      description = "The agent starts without its archive of classes (conf/class-archive.sh).")
  private boolean withoutArchive;

  @Option(
      names = "--etcd",
      paramLabel = "URL",
      description = "An etcd that the agent asks; without it, its settings file says all.")
  private String etcd = "";

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("tributary-bench");
    StackOptions options = StackOptions.only(Part.KAFKA);
    try (BrokerProxy proxy = new BrokerProxy(Duration.ofMillis(delay))) {
      if (delay > 0) {
        options =
            options.withKafkaSettings(
                Map.of("advertised.listeners", "PLAINTEXT://" + proxy.address()));
      }
      try (Stack stack = Stack.start(folder.resolve("stack"), options)) {
        String direct = stack.kafka().address();
        proxy.upstream(direct);
        return measure(folder, delay > 0 ? proxy.address() : direct);
      }
    } finally {
      Stack.prepare(folder, options).delete();
    }
  }

  private int measure(Path folder, String broker) throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    List<Path> input = input(folder);
    Path archive = withoutArchive ? null : OurAgent.archive(folder, !etcd.isEmpty());
    OurAgent ours = new OurAgent(jvm, archive, etcd.isEmpty() ? "" : '"' + etcd + '"');
    out.printf(
        "%d lines %s in %d files, %d partitions, %s, %d ms each way%n",
        lines, kind, files, partitions, codec, delay);
    ShipperRun run = new ShipperRun(broker, partitions, codec, lines);
    List<Outcome> outcomes = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      for (Shipper shipper : shippers(ours)) {
        Outcome outcome = run.measure(shipper, folder, input);
        outcomes.add(outcome);
        out.println(outcome.line());
        out.flush();
      }
    }
    Outcome.medians(outcomes).forEach(median -> out.println("median  " + median.line()));
    out.flush();
    return outcomes.stream().allMatch(outcome -> outcome.records() == lines) ? 0 : 1;
  }

  private List<Shipper> shippers(OurAgent ours) {
    return Stream.concat(
            Stream.of(ours, new Kcat(), new Rsyslog()), also.stream().map(OtherCommand::parse))
        .filter(Shipper::available)
        .filter(shipper -> only.isEmpty() || only.contains(shipper.name()))
        .toList();
  }

  private List<Path> input(Path folder) throws IOException {
    List<Path> input = new ArrayList<>();
    Path logs = Files.createDirectories(folder.resolve("logs"));
    for (int i = 0; i < files; i++) {
      Path file = logs.resolve("access-" + i + "-log");
      LogFile.write(file, kind, lines / files + (i < lines % files ? 1 : 0));
      input.add(file);
    }
    return input;
  }
}
