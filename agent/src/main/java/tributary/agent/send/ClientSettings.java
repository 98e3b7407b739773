package tributary.agent.send;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import tributary.common.kafka.KafkaSettings;

/**
 * What Kafka's clients are told: the user's keys, and over them those that the promises need
 * (DESIGN §6). Nothing is given up on (Kafka's {@code delivery.timeout.ms} ends at 24 days, then
 * the line is read again), nothing is sent twice by the client, and a file's order is kept.
 */
final class ClientSettings {
  /** Long enough to look a topic up, short enough that others don't wait for long. */
  private static final int ADMIN_TIMEOUT_MILLIS = 10_000;

  private static final int REQUEST_TIMEOUT_MILLIS = 5_000;

  /**
   * One request to a broker at a time. With more, a batch to a topic that was just made can be
   * refused (no leader yet) while the one behind it is stored, since a partition that knows nothing
   * of a producer takes any sequence; the first is then out of sequence for ever.
   */
  private static final int IN_FLIGHT = 1;

  /** How late an added partition, or a topic that was made anew, is noticed without an error. */
  private static final int METADATA_MAX_AGE_MILLIS = 60_000;

  /** Keys of {@code kafka} that {@code agent.send} sets. */
  static final List<String> SET_BY_US =
      List.of(
          ProducerConfig.LINGER_MS_CONFIG,
          ProducerConfig.BATCH_SIZE_CONFIG,
          ProducerConfig.BUFFER_MEMORY_CONFIG,
          ProducerConfig.MAX_BLOCK_MS_CONFIG);

  private ClientSettings() {}

  /** For the producer. */
  static Map<String, Object> producer(KafkaSettings kafka, SendSettings send) {
    Map<String, Object> all = new HashMap<>();
    all.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    all.put(ProducerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MILLIS);
    all.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
    all.putAll(kafka.producer());
    all.put(ProducerConfig.ACKS_CONFIG, "all");
    all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    all.put(ProducerConfig.RETRIES_CONFIG, Integer.MAX_VALUE);
    all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
    all.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, IN_FLIGHT);
    all.put(ProducerConfig.LINGER_MS_CONFIG, send.linger().toMillis());
    all.put(ProducerConfig.BATCH_SIZE_CONFIG, send.batch());
    all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, send.memory());
    // The reader's thread never waits in the client: a full buffer and a topic that isn't known
    // come back at once.
    all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
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
