package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tributary.bench.LogFile;
import tributary.common.kafka.FileId;

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
            500_000);
    try (KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
        BufferedReader reader = Files.newBufferedReader(lines, US_ASCII)) {
      send(producer, reader, topic, partitions);
    }
    Files.delete(lines);
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, BufferedReader reader, String topic, int partitions)
      throws IOException {
    byte[][] keys = new byte[partitions][];
    long[] ends = new long[partitions];
    for (int i = 0; i < partitions; i++) {
      keys[i] = FileId.create(Instant.EPOCH, new Random(i)).key();
    }
    long number = 0;
    for (String line = reader.readLine(); line != null; line = reader.readLine()) {
      int partition = (int) (number++ / 1000 % partitions);
      long start = ends[partition];
      ends[partition] += line.length() + 1;
      ProducerRecord<byte[], byte[]> record =
          new ProducerRecord<>(topic, partition, keys[partition], line.getBytes(US_ASCII));
      record.headers().add("host", "web-17".getBytes(US_ASCII));
      record.headers().add("path", "/var/log/nginx/access.log".getBytes(US_ASCII));
      record.headers().add("span", (start + ":" + ends[partition]).getBytes(US_ASCII));
      var unused = producer.send(record);
    }
  }
}
