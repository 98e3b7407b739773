package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tributary.bench.ProcessCost;
import tributary.common.json.Json;
import tributary.stack.Stack;
import tributary.stack.StackOptions;
import tributary.stack.StackOptions.Part;
import tributary.stack.process.Ports;
import tributary.support.process.BuiltJar;

/** The transfer for a long time under load: does its memory stay flat, and how late is a line? */
@Command(
    name = "transfer-soak",
    description =
        "The transfer for some minutes, at a pace or as fast as it goes: memory and latency.")
public final class SoakBench implements Callable<Integer> {
  private static final String TOPIC = "soak";
  private static final Duration LAST = Duration.ofMinutes(2);

  @Spec private CommandSpec spec;

  @Option(names = "--minutes", description = "How long (${DEFAULT-VALUE}).")
  private int minutes = 10;

  @Option(
      names = "--rate",
      description = "Lines a second; 0 as fast as it goes (${DEFAULT-VALUE}).")
  private int rate;

  @Option(names = "--partitions", description = "Of the topic (${DEFAULT-VALUE}).")
  private int partitions = 4;

  @Option(names = "--stub", description = "Into the stub, and not the real Elasticsearch.")
  private boolean useStub;

  @Option(names = "--every", description = "Seconds between two lines (${DEFAULT-VALUE}).")
  private int every = 15;

  @Mixin private TransferJvm jvm;

  private final AtomicLong indexed = new AtomicLong();
  private Process process;
  private int port;
  private PrintWriter out;

  @Override
  public Integer call() throws Exception {
    out = spec.commandLine().getOut();
    Path folder = Files.createTempDirectory("tributary-bench");
    StackOptions options =
        (useStub
                ? StackOptions.only(Part.KAFKA)
                : StackOptions.only(Part.KAFKA, Part.ELASTICSEARCH))
            .withElasticsearchHeap("1g");
    try (Stack stack = Stack.start(folder.resolve("stack"), options);
        StubServer stub = new StubServer()) {
      Feeder feeder = new Feeder(stack.kafka().address(), TOPIC, partitions, folder);
      feeder.makeTopic();
      String url = useStub ? stub.url() : stack.elasticsearch().url();
      process = start(folder, new Mover.Route(stack.kafka().address(), TOPIC, "soak", url));
      return soak(feeder) ? 0 : 1;
    } finally {
      Stack.prepare(folder, options).delete();
    }
  }

  private Process start(Path folder, Mover.Route route) throws IOException, InterruptedException {
    port = new Ports(new Random()).free();
    BuiltJar jar = BuiltJar.transfer();
    OurTransfer transfer = new OurTransfer(OurTransfer.NAME, jar, jvm.options(jar, folder), port);
    return transfer.process(folder, route, folder.resolve("transfer.log")).start();
  }

  private boolean soak(Feeder feeder) throws InterruptedException {
    ScheduledExecutorService looks = Executors.newScheduledThreadPool(1);
    try {
      var counting = looks.scheduleWithFixedDelay(this::count, 0, 100, TimeUnit.MILLISECONDS);
      var reporting = looks.scheduleAtFixedRate(this::report, every, every, TimeUnit.SECONDS);
      awaitRunning();
      long sent = feeder.feed(Duration.ofMinutes(minutes), rate, indexed::get);
      counting.cancel(false);
      reporting.cancel(false);
      long deadline = System.nanoTime() + LAST.toNanos();
      while (indexed.get() < sent && System.nanoTime() < deadline) {
        if (process.waitFor(200, TimeUnit.MILLISECONDS)) {
          throw new IllegalStateException("the transfer has ended");
        }
        count();
      }
      report();
      out.printf("%d sent, %d indexed%n", sent, indexed.get());
      out.flush();
      return sent == indexed.get();
    } finally {
      looks.shutdownNow();
      process.destroy();
      int code = process.waitFor();
      out.printf("the transfer has ended with %d%n", code);
    }
  }

  /** Its start is no part of its latency. */
  private void awaitRunning() throws InterruptedException {
    long deadline = System.nanoTime() + LAST.toNanos();
    while (!isRunning()) {
      boolean ended = process.waitFor(200, TimeUnit.MILLISECONDS);
      if (ended || System.nanoTime() > deadline) {
        throw new IllegalStateException("the transfer does not start");
      }
    }
  }

  private boolean isRunning() {
    try {
      return Json.mapper().readTree(page("/status")).findValuesAsText("state").contains("running");
    } catch (IOException e) {
      return false;
    }
  }

  private void count() {
    try {
      indexed.set(
          page("/metrics")
              .lines()
              .filter(line -> line.startsWith("tributary_transfer_documents_total{topic=\"soak\"}"))
              .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' '))))
              .findFirst()
              .orElse(0));
    } catch (IOException e) {
      // It has not started yet.
      indexed.set(0);
    }
  }

  private void report() {
    try {
      ProcessCost cost = ProcessCost.of(process.pid());
      JsonNode latency = Json.mapper().readTree(page("/status")).path("searchable").path(TOPIC);
      out.printf(
          Locale.ROOT,
          "%10d docs  %6.1f cpu-s  %4d MiB now  %4d MiB peak  p50 %.3f s  p99 %.3f s%n",
          indexed.get(),
          cost.cpuSeconds(),
          ProcessCost.residentKib(process.pid()) / 1024,
          cost.peakKib() / 1024,
          latency.path("p50").asDouble(),
          latency.path("p99").asDouble());
    } catch (IOException e) {
      out.println("no answer: " + e.getMessage());
    }
    out.flush();
  }

  private String page(String path) throws IOException {
    try (var body = URI.create("http://127.0.0.1:" + port + path).toURL().openStream()) {
      return new String(body.readAllBytes(), UTF_8);
    }
  }
}
