package tributary.bench.transfer;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import tributary.common.kafka.FileId;

/**
 * Makes records as an agent sends them, with keys and three headers each: a file for each
 * partition, which take turns of a thousand lines. Thread: one.
 */
final class AgentRecords {
  private static final int TURN = 1000;

  private final String topic;
  private final byte[][] keys;
  private final long[] ends;
  private long number;

  AgentRecords(String topic, int partitions) {
    this.topic = topic;
    this.keys = new byte[partitions][];
    this.ends = new long[partitions];
    for (int i = 0; i < partitions; i++) {
      keys[i] = FileId.create(Instant.EPOCH, new Random(i)).key();
    }
  }

  ProducerRecord<byte[], byte[]> next(byte[] line) {
    int partition = (int) (number++ / TURN % keys.length);
    long start = ends[partition];
    ends[partition] += line.length + 1;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, keys[partition], line);
    record.headers().add("host", "web-17".getBytes(US_ASCII));
    record.headers().add("path", "/var/log/nginx/access.log".getBytes(US_ASCII));
    record.headers().add("span", (start + ":" + ends[partition]).getBytes(US_ASCII));
    return record;
  }
}
