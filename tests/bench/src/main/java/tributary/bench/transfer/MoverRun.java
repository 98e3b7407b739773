package tributary.bench.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tributary.bench.ProcessCost;
import tributary.common.json.Json;

/** Runs one mover on the topic until all records are in the index, and asks what it has cost. */
final class MoverRun {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LOOK_MILLIS = 50;

  private final String broker;
  private final String topic;
  private final long records;
  private final Target target;
  private int turn;

  MoverRun(String broker, String topic, long records, Target target) {
    this.broker = broker;
    this.topic = topic;
    this.records = records;
    this.target = target;
  }

  /** One turn of one mover. */
  Moved measure(Mover mover, Path folder) throws Exception {
    Path own = Files.createDirectories(folder);
    target.clear(topic, mapping(mover));
    long start = System.nanoTime();
    Mover.Route route = new Mover.Route(broker, topic, "bench-" + turn++, target.url());
    Process process = mover.process(own, route, own.resolve("output.log")).start();
    Thread interrupted = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(interrupted);
    try {
      long documents = 0;
      while (documents < records && System.nanoTime() - start < LONGEST.toNanos()) {
        if (process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
          throw new IOException(mover.name() + " has ended, see " + own);
        }
        documents = target.documents(topic);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      return new Moved(mover.name(), documents, seconds, ProcessCost.of(process.pid()));
    } finally {
      end(process);
      Runtime.getRuntime().removeShutdownHook(interrupted);
    }
  }

  /** In order, so that a recording of the JVM's is written. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }

  /** The same mapping for all, which the transfer makes itself. */
  private static Optional<String> mapping(Mover mover) throws IOException {
    if (mover instanceof OurTransfer) {
      return Optional.empty();
    }
    Path template = Path.of(System.getProperty("tributary.root"), "conf", "index-template.json");
    return Optional.of(
        Json.mapper().readTree(Files.readString(template)).path("template").toString());
  }
}
