package tributary.bench.agent;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.bench.ProcessCost;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;

/**
 * What files that rest cost: how soon all of them are known, CPU and memory while nothing is
 * written, and how soon a line that is written then is in Kafka.
 */
@Command(name = "idle", description = "Many files that rest: known when, at what cost, how late.")
public final class IdleBench implements Callable<Integer> {
  private static final String TOPIC = "rest";
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Duration LONGEST = Duration.ofMinutes(2);

  /** The status of ten thousand files is three megabytes, and not what is measured. */
  private static final Duration POLL = Duration.ofMillis(300);

  private final HttpClient http = HttpClient.newHttpClient();

  @Spec private CommandSpec spec;

  @Option(names = "--files", description = "How many (${DEFAULT-VALUE}).")
  private int files = 1000;

  @Option(names = "--seconds", description = "For which it is watched (${DEFAULT-VALUE}).")
  private int seconds = 60;

  @Option(names = "--lines", description = "Written one by one after that (${DEFAULT-VALUE}).")
  private int lines = 50;

  @Option(
      names = "--jvm",
      split = " ",
      description = "Options of the agent's JVM, instead of those of conf/agent.jvm.")
  private List<String> jvm = List.of();

  @Option(names = "--no-etcd", description = "The agent has no etcd: its settings file says all.")
  private boolean withoutEtcd;

  @Option(names = "--port", description = "Of the agent's status (${DEFAULT-VALUE}).")
  private int port = 17071;

  @Option(names = "--jar", description = "Another agent than that of this build.")
  private Path jar;

  @Override
  public Integer call() throws Exception {
    Path folder = Files.createTempDirectory("tributary-bench");
    StackOptions options =
        withoutEtcd ? StackOptions.only(Part.KAFKA) : StackOptions.only(Part.KAFKA, Part.ETCD);
    try (Stack stack = Stack.start(folder.resolve("stack"), options)) {
      String etcd = withoutEtcd ? "" : '"' + stack.etcd().url() + '"';
      Path archive = OurAgent.archive(folder, !withoutEtcd);
      measure(folder, new OurAgent(jvm, archive, etcd), stack.kafka().address());
      return 0;
    } finally {
      Stack.prepare(folder, options).delete();
    }
  }

  private void measure(Path folder, OurAgent ours, String broker) throws Exception {
    List<Path> paths = write(folder.resolve("logs"));
    long start = System.nanoTime();
    ProcessBuilder builder =
        new ProcessBuilder(command(ours, folder, broker))
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("agent.log").toFile());
    builder.environment().putAll(ours.environment());
    Process agent = builder.start();
    PrintWriter out = spec.commandLine().getOut();
    try {
      while (known() < files && System.nanoTime() - start < LONGEST.toNanos()) {
        if (agent.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
          throw new IOException(Files.readString(folder.resolve("agent.log")));
        }
      }
      out.printf("%d files known after %.1f s%n", known(), (System.nanoTime() - start) / 1e9);
      agent.waitFor(15, TimeUnit.SECONDS);
      ProcessCost before = ProcessCost.of(agent.pid());
      out.printf("%.1f CPU seconds until it rests%n", before.cpuSeconds());
      out.flush();
      agent.waitFor(seconds, TimeUnit.SECONDS);
      ProcessCost after = ProcessCost.of(agent.pid());
      out.printf(
          "%.2f %% of a core, resident %d MiB, peak %d MiB%n",
          100 * (after.cpuSeconds() - before.cpuSeconds()) / seconds,
          resident(agent.pid()) / 1024,
          after.peakKib() / 1024);
      out.flush();
      out.printf("a line is in Kafka after %d ms (median), %d ms (longest)%n", late(paths, broker));
      out.flush();
    } finally {
      agent.destroyForcibly().waitFor();
    }
  }

  private List<Path> write(Path logs) throws IOException {
    Files.createDirectories(logs);
    List<Path> paths = new ArrayList<>();
    for (int i = 0; i < files; i++) {
      String name = "%s/service-%05d.log".formatted(logs, i);
      paths.add(Files.writeString(Path.of(name), ("the first line of " + name + "\n").repeat(20)));
    }
    return paths;
  }

  private List<String> command(OurAgent ours, Path folder, String broker) throws IOException {
    Path settings =
        Files.writeString(
            folder.resolve("agent.conf"),
            """
            agent {
              data-dir = "%s"
              http.port = %d
              collect = [{ path = "%s", topic = %s }]
            }
            etcd.endpoints = [%s]
            kafka.bootstrap.servers = "%s"
            """
                .formatted(
                    folder.resolve("data"),
                    port,
                    folder + "/logs/*.log",
                    TOPIC,
                    ours.etcd(),
                    broker));
    List<String> command = new ArrayList<>(ours.java(settings));
    if (jar != null) {
      command.set(command.indexOf("-jar") + 1, jar.toString());
    }
    return command;
  }

  private int known() throws InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url())).build();
    try {
      return http.send(request, BodyHandlers.ofString()).body().split("\"id\"", -1).length - 2;
    } catch (IOException e) {
      return 0;
    }
  }

  private String url() {
    return "http://127.0.0.1:" + port + "/status";
  }

  private static long resident(long pid) throws IOException {
    Matcher resident =
        RESIDENT.matcher(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    return resident.find() ? Long.parseLong(resident.group(1)) : 0;
  }

  /** Milliseconds from the writing of a line to a consumer: the median, and the longest. */
  private Object[] late(List<Path> paths, String broker) throws IOException {
    Random random = new Random(files);
    List<Long> millis = new ArrayList<>();
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", broker,
            "group.id", "late",
            "auto.offset.reset", "latest",
            "fetch.max.wait.ms", "5");
    var strings = new StringDeserializer();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(settings, strings, strings)) {
      consumer.assign(
          consumer.partitionsFor(TOPIC).stream()
              .map(p -> new TopicPartition(p.topic(), p.partition()))
              .toList());
      consumer.seekToEnd(consumer.assignment());
      consumer.assignment().forEach(consumer::position);
      for (int i = 0; i < lines; i++) {
        Path path = paths.get(random.nextInt(paths.size()));
        // At another moment of the agent's round each time.
        consumer.poll(Duration.ofMillis(random.nextInt(500)));
        long written = System.nanoTime();
        Files.writeString(path, "one more line\n", StandardOpenOption.APPEND);
        while (consumer.poll(Duration.ofMillis(5)).isEmpty()
            && System.nanoTime() - written < LONGEST.toNanos()) {
          // It has not come yet.
        }
        millis.add((System.nanoTime() - written) / 1_000_000);
      }
    }
    millis.sort(null);
    return new Object[] {millis.get(millis.size() / 2), millis.get(millis.size() - 1)};
  }
}
