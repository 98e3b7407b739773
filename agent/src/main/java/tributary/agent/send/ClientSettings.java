package tributary.agent.send;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import tributary.common.kafka.KafkaSettings;

/** What Kafka's classes are told: our defaults, and the user's keys over them. */
final class ClientSettings {
  /** Long enough to look a topic up, short enough that others don't wait for long. */
  private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

  private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

  /** Holds a large batch, so that it needn't be written in many pieces. */
  private static final int SEND_BUFFER = 1 << 20;

  /** How late an added partition, or a topic that was made anew, is noticed without an error. */
  private static final int METADATA_MAX_AGE_MILLIS = 60_000;

  /** Keys of {@code kafka} that {@code agent.send} sets, or that this sender has no use for. */
  static final List<String> WITHOUT_EFFECT =
      List.of(
          ProducerConfig.LINGER_MS_CONFIG,
          ProducerConfig.BATCH_SIZE_CONFIG,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          ProducerConfig.MAX_BLOCK_MS_CONFIG,
          ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
          ProducerConfig.INTERCEPTOR_CLASSES_CONFIG,
          ProducerConfig.PARTITIONER_IGNORE_KEYS_CONFIG,
          ProducerConfig.PARTITIONER_ADPATIVE_PARTITIONING_ENABLE_CONFIG,
          ProducerConfig.PARTITIONER_AVAILABILITY_TIMEOUT_MS_CONFIG,
          ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);

  private ClientSettings() {}

  /** For the sender's network classes. */
  static Map<String, Object> sender(KafkaSettings kafka) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MILLIS);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    all.put(ProducerConfig.SEND_BUFFER_CONFIG, SEND_BUFFER);
    all.putAll(kafka.producer());
    return all;
  }

  /** For looking topics up and making them. */
  static Map<String, Object> admin(KafkaSettings kafka) {
    Map<String, Object> all = new HashMap<>();
    all.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MILLIS);
    all.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, REQUEST_TIMEOUT_MILLIS);
    all.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    all.putAll(kafka.admin());
    return all;
  }
}
