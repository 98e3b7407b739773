package tributary.transfer.deadletter;

import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.TopicCreator;
import tributary.common.kafka.TopicSettings;

/** Kafka's own clients. No call blocks for long, since all dead letters wait for it. */
public final class KafkaLetterClients implements LetterClients {

  private static final int BLOCK_MILLIS = 5_000;

  private final KafkaSettings kafka;
  private final TopicSettings topics;

  public KafkaLetterClients(KafkaSettings kafka, TopicSettings topics) {
    this.kafka = kafka;
    this.topics = topics;
  }

  @Override
  public void make(String topic) throws InterruptedException {
    if (!topics.create()) {
      return;
    }
    Map<String, Object> config = kafka.admin();
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, BLOCK_MILLIS);
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, BLOCK_MILLIS);
    try (Admin admin = Admin.create(config)) {
      new TopicCreator(admin, topics)
          .create(
              topic,
              Map.of(
                  TopicConfig.RETENTION_MS_CONFIG,
                  "-1",
                  TopicConfig.RETENTION_BYTES_CONFIG,
                  "-1",
                  TopicConfig.CLEANUP_POLICY_CONFIG,
                  TopicConfig.CLEANUP_POLICY_DELETE,
                  TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                  Integer.toString(DeadLetter.MAX_BYTES)));
    }
  }

  @Override
  public Producer<byte[], byte[]> producer() {
    Map<String, Object> config = kafka.producer();
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // A broker may turn the first batch to a new topic away and take the second; the first would
    // be out of order for ever then.
    config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.MAX_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, BLOCK_MILLIS);
    config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
    config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
