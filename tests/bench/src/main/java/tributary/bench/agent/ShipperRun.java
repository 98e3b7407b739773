package tributary.bench.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import tributary.bench.ProcessCost;

/**
 * Runs one shipper on a topic of its own until all lines are there, and asks what it has cost. Its
 * peak is looked at all the while, since some end by themselves.
 */
final class ShipperRun {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final int LOOK_MILLIS = 25;

  private final String broker;
  private final int partitions;
  private final String codec;
  private final long lines;
  private int number;

  ShipperRun(String broker, int partitions, String codec, long lines) {
    this.broker = broker;
    this.partitions = partitions;
    this.codec = codec;
    this.lines = lines;
  }

  /** One turn of one shipper. */
  Outcome measure(Shipper shipper, Path folder, List<Path> files) throws Exception {
    String topic = "bench-" + number++;
    Path own = Files.createDirectories(folder.resolve(topic));
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker))) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
      List<String> command = shipper.command(own, files, new Shipper.Target(broker, topic, codec));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(own.resolve("output.log").toFile());
      builder.environment().putAll(shipper.environment());
      long start = System.nanoTime();
      Process process = builder.start();
      try {
        return watch(shipper, admin, topic, process, start);
      } finally {
        end(process);
        admin.deleteTopics(List.of(topic)).all().get();
      }
    }
  }

  private Outcome watch(Shipper shipper, Admin admin, String topic, Process process, long start)
      throws ExecutionException, InterruptedException {
    long peak = 0;
    long records = 0;
    while (records < lines && System.nanoTime() - start < LONGEST.toNanos()) {
      process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      peak = Math.max(peak, peak(process));
      records = records(admin, topic);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    while (process.children().findAny().isPresent()) {
      // What a shell has started is counted when it has ended.
      process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS);
      peak = Math.max(peak, peak(process));
    }
    ProcessCost cost = ProcessCost.of(process.pid());
    return new Outcome(
        shipper.name(),
        records(admin, topic),
        seconds,
        new ProcessCost(cost.cpuSeconds(), Math.max(peak, cost.peakKib())));
  }

  private static long peak(Process process) {
    long children =
        process.children().mapToLong(child -> ProcessCost.of(child.pid()).peakKib()).sum();
    return Math.max(children, ProcessCost.of(process.pid()).peakKib());
  }

  private long records(Admin admin, String topic) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> ends =
        IntStream.range(0, partitions)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
    try {
      return admin.listOffsets(ends).all().get().values().stream()
          .mapToLong(result -> result.offset())
          .sum();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        // It was made just now, and not all of the broker knows it.
        return 0;
      }
      throw e;
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }
}
