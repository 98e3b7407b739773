package tributary.bench.agent;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;
import tributary.stack.process.Ports;
import tributary.support.delivery.TopicRecords;
import tributary.support.faults.BrokerFaults;

/**
 * The built agent while its three brokers are killed, stand still and lose their partitions for
 * minutes. Then every record of the topic is compared with the line that stands in the file: none
 * is missing, none is there twice, and each file is in its order.
 */
@Command(
    name = "brokers-killed",
    description = "Three brokers killed and paused at random under load; every record compared.")
public final class KilledBrokersBench implements Callable<Integer> {
  private static final String TOPIC = "killed";
  private static final Duration LAST = Duration.ofMinutes(5);

  @Spec private CommandSpec spec;

  @Option(names = "--minutes", description = "How long brokers are disturbed (${DEFAULT-VALUE}).")
  private double minutes = 10;

  @Option(names = "--files", description = "How many are written to (${DEFAULT-VALUE}).")
  private int files = 8;

  @Option(names = "--rate", description = "Lines a second, of each file (${DEFAULT-VALUE}).")
  private int rate = 500;

  @Option(names = "--longest", description = "Seconds that one is away at most (${DEFAULT-VALUE}).")
  private int longest = 30;

  @Option(names = "--seed", description = "For the same faults again.")
  private long seed = System.nanoTime();

  private PrintWriter out;
  private Random random;
  private Process agent;
  private int port;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    random = new Random(seed);
    out.printf("seed %d, %d files, %d lines a second each%n", seed, files, rate);
    Path folder = Files.createTempDirectory("tributary-bench");
    StackOptions options =
        StackOptions.only(Part.KAFKA)
            .withBrokers(3)
            .withKafkaHeap("256m")
            .withKafkaSettings(BrokerFaults.SETTINGS);
    try (Stack stack = Stack.start(folder.resolve("stack"), options);
        GrowingLogs logs = new GrowingLogs(folder.resolve("logs"), files, rate)) {
      agent = start(folder, logs.files(), stack.kafka().address());
      run(stack, logs);
      return 0;
    } finally {
      if (agent != null) {
        agent.destroyForcibly().waitFor();
      }
      Stack.prepare(folder, options).delete();
    }
  }

  private Process start(Path folder, List<Path> paths, String brokers) throws IOException {
    port = new Ports(random).free();
    Path settings =
        Files.writeString(
            folder.resolve("agent.conf"),
            """
            agent {
              id = web-1
              data-dir = "%s"
              http.port = %d
              collect = [%s]
            }
            etcd.endpoints = []
            kafka { bootstrap.servers = "%s", request.timeout.ms = 6000 }
            topics { partitions = 6, replication = 3 }
            """
                .formatted(folder.resolve("data"), port, entries(paths), brokers));
    OurAgent ours = new OurAgent(List.of(), null, "");
    ProcessBuilder builder = new ProcessBuilder(ours.java(settings)).redirectErrorStream(true);
    builder.environment().putAll(ours.environment());
    return builder.redirectOutput(folder.resolve("agent.log").toFile()).start();
  }

  private static String entries(List<Path> paths) {
    return paths.stream()
        .map(path -> "{ path = \"" + path + "\", topic = " + TOPIC + " }")
        .collect(Collectors.joining("\n"));
  }

  private void run(Stack stack, GrowingLogs logs) throws Exception {
    logs.start();
    awaitStored(1, LAST);
    BrokerFaults faults = new BrokerFaults(stack.kafka(), TOPIC, random, this::meanwhile);
    long end = System.nanoTime() + (long) (minutes * TimeUnit.MINUTES.toNanos(1));
    int done = 0;
    while (System.nanoTime() < end) {
      String fault = disturb(faults);
      out.printf("%4d %-10s %9d written %9d stored%n", ++done, fault, logs.written(), stored());
      out.flush();
    }
    long written = logs.stop();
    awaitStored(written, LAST);
    long compared = compare(new TopicRecords(stack.kafka().address(), TOPIC), logs.files());
    out.printf("%d faults, %d lines written, %d records compared%n", done, written, compared);
    out.flush();
  }

  private String disturb(BrokerFaults faults) throws Exception {
    int which = random.nextInt(5);
    if (which == 0) {
      faults.reassign();
      return "reassigned";
    } else if (which < 3) {
      faults.pause();
      return "paused";
    }
    faults.kill();
    return "killed";
  }

  private void meanwhile() {
    pass(Duration.ofMillis(random.nextInt(1_000, 1_000 * longest)));
  }

  /** Time goes by, with the agent alive. */
  private void pass(Duration time) {
    try {
      if (agent.waitFor(time.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new IllegalStateException("the agent has ended with " + agent.exitValue());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void awaitStored(long lines, Duration longestWait) {
    long deadline = System.nanoTime() + longestWait.toNanos();
    while (stored() < lines) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(stored() + " of " + lines + " lines are stored");
      }
      pass(Duration.ofMillis(200));
    }
  }

  /** What the agent counts as acknowledged; 0 before it serves. */
  private long stored() {
    String url = "http://127.0.0.1:" + port + "/metrics";
    try (var body = URI.create(url).toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8)
          .lines()
          .filter(line -> line.startsWith("tributary_agent_acknowledged_lines_total{"))
          .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
          .sum();
    } catch (IOException e) {
      return 0;
    }
  }

  private static long compare(TopicRecords topic, List<Path> paths) throws IOException {
    Map<String, ComparedFile> byPath = new LinkedHashMap<>();
    for (Path path : paths) {
      byPath.put(path.toString(), new ComparedFile(path));
    }
    topic.forEach(record -> byPath.get(record.path()).next(record));
    long records = 0;
    for (ComparedFile file : byPath.values()) {
      file.end();
      records += file.records();
      file.close();
    }
    return records;
  }
}
