package tributary.common.kafka;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes topics that are missing. Blocks, so never called on a reader's or the consumer's thread.
 */
public final class TopicCreator {
  private static final Logger log = LoggerFactory.getLogger(TopicCreator.class);

  /** No record is refused for its timestamp: what is read late is stored late (DESIGN §6). */
  private static final String NO_LIMIT = Long.toString(Long.MAX_VALUE);

  private static final List<String> LIMITS =
      List.of(
          TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
          TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG);

  /** Brokers before 3.6 have one name for both, and refuse a topic with names they don't know. */
  private static final List<String> OLD_LIMITS = List.of("message.timestamp.difference.max.ms");

  private final Admin admin;
  private final TopicSettings settings;

  /**
   * @param admin stays the caller's to close
   */
  public TopicCreator(Admin admin, TopicSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  /**
   * Makes the topic if it isn't there.
   *
   * @param overrides the topic's own configuration, over that of DESIGN §6
   * @return whether it was made by this call
   * @throws KafkaException as Kafka gave it: {@code TopicAuthorizationException}, {@code
   *     RetriableException} when it may work later, …
   */
  public boolean create(String topic, Map<String, String> overrides) throws InterruptedException {
    Map<String, String> configs = new TreeMap<>();
    configs.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(settings.minInSyncReplicas()));
    configs.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime");
    configs.putAll(overrides);
    try {
      return create(topic, configs, LIMITS);
    } catch (InvalidConfigurationException e) {
      return create(topic, configs, OLD_LIMITS);
    }
  }

  private boolean create(String topic, Map<String, String> others, List<String> limits)
      throws InterruptedException {
    Map<String, String> configs = new TreeMap<>(others);
    limits.forEach(limit -> configs.putIfAbsent(limit, NO_LIMIT));
    NewTopic wanted =
        new NewTopic(topic, Optional.of(settings.partitions()), Optional.of(settings.replication()))
            .configs(configs);
    try {
      admin.createTopics(List.of(wanted)).all().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TopicExistsException) {
        return false;
      }
      throw e.getCause() instanceof KafkaException k ? k : new KafkaException(e.getCause());
    }
    log.info("created topic {} with {} partitions", topic, settings.partitions());
    return true;
  }
}
