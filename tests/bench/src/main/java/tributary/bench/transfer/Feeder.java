package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tributary.bench.LogFile;

/** Writes lines into a topic for a while, at a pace or as fast as they are taken. Thread: one. */
final class Feeder {
  private static final int LINES = 10_000;
  private static final long TICK_NANOS = Duration.ofMillis(5).toNanos();

  /** What may be unindexed when there is no pace. */
  private static final long BACKLOG = 100_000;

  private final Map<String, Object> client;
  private final String topic;
  private final int partitions;
  private final List<byte[]> lines;

  Feeder(String broker, String topic, int partitions, Path folder) throws IOException {
    this.client =
        Map.of(
            "bootstrap.servers",
            broker,
            "compression.type",
            "lz4",
            "linger.ms",
            20,
            "max.in.flight.requests.per.connection",
            1);
    this.topic = topic;
    this.partitions = partitions;
    Path file = folder.resolve("feed.log");
    LogFile.write(file, LogFile.Kind.ACCESS, LINES);
    this.lines = Files.readAllLines(file).stream().map(line -> line.getBytes(US_ASCII)).toList();
  }

  /** Makes the topic; Kafka drops its old records, so that the disk suffices for any time. */
  void makeTopic() throws ExecutionException, InterruptedException {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", client.get("bootstrap.servers")))) {
      NewTopic wanted = new NewTopic(topic, partitions, (short) 1);
      wanted.configs(Map.of("segment.bytes", "33554432", "retention.bytes", "268435456"));
      admin.createTopics(List.of(wanted)).all().get();
    }
  }

  /**
   * Feeds until the time is over, and returns how many lines it were.
   *
   * @param perSecond lines; 0 for as many as are taken
   * @param taken how many are in the index by now
   */
  long feed(Duration time, int perSecond, LongSupplier taken) {
    AgentRecords agent = new AgentRecords(topic, partitions);
    long start = System.nanoTime();
    long sent = 0;
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (long passed = 0; passed < time.toNanos(); passed = System.nanoTime() - start) {
        long due = perSecond == 0 ? taken.getAsLong() + BACKLOG : (long) (passed / 1e9 * perSecond);
        while (sent < due) {
          var unused = producer.send(agent.next(lines.get((int) (sent++ % LINES))));
        }
        LockSupport.parkNanos(TICK_NANOS);
      }
    }
    return sent;
  }
}
