package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tributary.bench.LogFile;

/** A topic with lines as an agent sends them: keys, and three headers each. */
final class FilledTopic {
  private FilledTopic() {}

  /** Makes the topic and fills its partitions in turns of a thousand. */
  static void make(String broker, String topic, int partitions, long records, Path folder)
      throws IOException, ExecutionException, InterruptedException {
    Map<String, Object> client = Map.of("bootstrap.servers", broker);
    try (Admin admin = Admin.create(client)) {
      admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1))).all().get();
    }
    Path lines = folder.resolve(topic);
    LogFile.write(lines, LogFile.Kind.ACCESS, records);
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            broker,
            "compression.type",
            "lz4",
            "linger.ms",
            50,
            "batch.size",
            500_000,
            // A broker may turn the first batch to a new topic away and store the second: the first
            // is out of order for ever then, and all movers would wait for its records.
            "max.in.flight.requests.per.connection",
            1);
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        BufferedReader reader = Files.newBufferedReader(lines, US_ASCII)) {
      AgentRecords agent = new AgentRecords(topic, partitions);
      AtomicReference<Exception> failure = new AtomicReference<>();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        var unused =
            producer.send(
                agent.next(line.getBytes(US_ASCII)),
                (stored, refused) -> failure.compareAndSet(null, refused));
      }
      producer.flush();
      if (failure.get() != null) {
        throw new IOException("Kafka did not take all records", failure.get());
      }
    }
    Files.delete(lines);
  }
}
