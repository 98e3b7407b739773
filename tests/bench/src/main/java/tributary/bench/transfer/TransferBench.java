package tributary.bench.transfer;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;
import tributary.support.process.BuiltJar;

/** The whole transfer, against a stub and against the real Elasticsearch. */
@Command(
    name = "transfer",
    description = "Kafka to Elasticsearch, beside a bare loop, and rsyslog where installed.")
public final class TransferBench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(names = "--records", description = "Records in the topic (${DEFAULT-VALUE}).")
  private long records = 1_000_000;

  @Option(names = "--partitions", description = "Of the topic (${DEFAULT-VALUE}).")
  private int partitions = 4;

  @Option(names = "--real", description = "Into the real Elasticsearch, and not into the stub.")
  private boolean real;

  @Option(names = "--rounds", description = "How often each takes its turn (${DEFAULT-VALUE}).")
  private int rounds = 3;

  @Option(names = "--only", description = "Names of those that take part.")
  private List<String> only = List.of();

  @Option(names = "--beside", description = "The tributary-transfer.jar of another build.")
  private Path beside;

  @Option(
      names = "--also",
      paramLabel = "NAME=OPTIONS",
      description = "The transfer once more under this name, with these options of its JVM.")
  private Map<String, String> also = Map.of();

  @Mixin private TransferJvm jvm;

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("tributary-bench");
    StackOptions options =
        (real ? StackOptions.only(Part.KAFKA, Part.ELASTICSEARCH) : StackOptions.only(Part.KAFKA))
            .withElasticsearchHeap("1g");
    try (Stack stack = Stack.start(folder.resolve("stack"), options);
        StubServer stub = new StubServer()) {
      String broker = stack.kafka().address();
      FilledTopic.make(broker, "bench", partitions, records, folder);
      out.printf(
          "%d records, %d partitions, %s%n", records, partitions, real ? "Elasticsearch" : "stub");
      Target target = real ? new RealTarget(stack.elasticsearch().url()) : new StubTarget(stub);
      MoverRun run = new MoverRun(broker, "bench", records, target);
      List<Mover> movers = movers(folder);
      if (real) {
        // Its own compiler has to warm up: the first turn took twice as long, whosever it was.
        run.measure(new BareLoop(false), folder.resolve("warm-up"));
      }
      List<Moved> all = new ArrayList<>();
      for (int round = 0; round < rounds; round++) {
        for (Mover mover : movers) {
          Moved moved = run.measure(mover, folder.resolve(mover.name() + round));
          all.add(moved);
          out.println(moved.line());
          out.flush();
        }
      }
      Moved.medians(all).forEach(median -> out.println("median  " + median.line()));
      out.flush();
      return all.stream().allMatch(moved -> moved.documents() == records) ? 0 : 1;
    } finally {
      Stack.prepare(folder, options).delete();
    }
  }

  private List<Mover> movers(Path folder) throws IOException, InterruptedException {
    List<Mover> movers = new ArrayList<>();
    movers.add(ours(OurTransfer.NAME, BuiltJar.transfer(), folder, List.of()));
    if (beside != null) {
      movers.add(ours("other transfer", new BuiltJar(beside), folder, List.of()));
    }
    for (Map.Entry<String, String> each : also.entrySet()) {
      List<String> options = List.of(each.getValue().split(" ", -1));
      movers.add(ours(each.getKey(), BuiltJar.transfer(), folder, options));
    }
    movers.addAll(List.of(new BareLoop(true), new BareLoop(false), new RsyslogMover()));
    return movers.stream()
        .filter(Mover::available)
        .filter(mover -> only.isEmpty() || only.contains(mover.name()))
        .toList();
  }

  private OurTransfer ours(String name, BuiltJar jar, Path folder, List<String> options)
      throws IOException, InterruptedException {
    Path own = folder.resolve(name);
    return new OurTransfer(
        name, jar, options.isEmpty() ? jvm.options(jar, own) : jvm.options(jar, own, options), 0);
  }

  /** The stub as a target: each turn counts from where the last one ended. */
  private static final class StubTarget implements Target {
    private final StubServer stub;
    private long before;

    StubTarget(StubServer stub) {
      this.stub = stub;
    }

    @Override
    public String url() {
      return stub.url();
    }

    @Override
    public void clear(String index, Optional<String> mapping) {
      before = stub.documents();
    }

    @Override
    public long documents(String index) {
      return stub.documents() - before;
    }
  }
}
