package tributary.transfer.consume;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Makes consumers, with what the promises need over what the file says. Thread: consumer.
 *
 * <p>The first consumer is a static member of the group (KIP-345): a transfer that is started again
 * after a crash has its partitions back at once, and nobody waits for the session of the one that
 * died. Any later consumer is an ordinary member, so that two transfers that were given the same
 * name throw each other out once and not for ever.
 */
public final class ConsumerClients implements Supplier<Consumer<byte[], byte[]>> {

  /**
   * The {@code group.protocol} (KIP-848) with which brokers assign partitions; the client refuses
   * an assignor and a session's length beside it.
   */
  private static final String BROKERS_ASSIGN = "consumer";

  /** Others take over from a transfer that was silent for so long. */
  private static final int SESSION_MILLIS = 10_000;

  private final ConsumeSettings settings;
  private final String member;
  private boolean first = true;

  /**
   * @param member the same after a restart, and no other transfer's
   */
  public ConsumerClients(ConsumeSettings settings, String member) {
    this.settings = settings;
    this.member = member.replaceAll("[^a-zA-Z0-9._-]", "_");
  }

  @Override
  public Consumer<byte[], byte[]> get() {
    Map<String, Object> config = settings.kafka().consumer();
    config.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, settings.id());
    // Added partitions, and a topic that was made again, are seen this soon.
    config.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 3000);
    if (first) {
      config.putIfAbsent(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, member);
      first = false;
    }
    config.put(ConsumerConfig.GROUP_ID_CONFIG, settings.group());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    if (!BROKERS_ASSIGN.equalsIgnoreCase(
        String.valueOf(config.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG)))) {
      config.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
      config.put(
          ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
          List.of(CooperativeStickyAssignor.class.getName()));
    }
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
