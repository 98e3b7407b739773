package tributary.common.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.settings.Section;

/**
 * The keys under {@code kafka { }}, which go to Kafka's clients as they are, but for those that
 * would weaken a promise: they are refused with the reason.
 *
 * @param client keys and values as in the file; may hold secrets, so it isn't printed
 */
public record KafkaSettings(Map<String, String> client) {
  private static final Logger log = LoggerFactory.getLogger(KafkaSettings.class);

  private static final String LOSS = "is refused: it would weaken the promise that no line is lost";
  private static final String ORDER =
      "is refused: it would weaken the promise that a file's order is kept";
  private static final String POSITION =
      "is refused: Tributary decides itself from where it reads and when a position moves";
  private static final String FORM = "is refused: the form of keys and values is fixed";

  private static final Map<String, String> REFUSED =
      Map.ofEntries(
          Map.entry(ProducerConfig.ACKS_CONFIG, LOSS + " (acks is always all)"),
          Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, LOSS + " or repeated"),
          Map.entry(ProducerConfig.RETRIES_CONFIG, LOSS + " (what fails is tried again for ever)"),
          Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, LOSS),
          Map.entry(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, ORDER),
          Map.entry(ProducerConfig.PARTITIONER_CLASS_CONFIG, ORDER),
          Map.entry(
              ProducerConfig.TRANSACTIONAL_ID_CONFIG, "is refused: lines need no transactions"),
          Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, POSITION),
          Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, POSITION),
          Map.entry(ConsumerConfig.GROUP_ID_CONFIG, "is refused: the group is transfer.group"),
          Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, FORM),
          Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, FORM),
          Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, FORM),
          Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, FORM));

  /** An immutable copy. */
  public KafkaSettings {
    client = Map.copyOf(client);
  }

  /** Reads the section {@code kafka}; refused keys become problems of the file. */
  public static KafkaSettings read(Section kafka) {
    Map<String, String> client = new TreeMap<>(kafka.flatMap());
    REFUSED.forEach(
        (key, reason) -> {
          if (client.remove(key) != null) {
            kafka.problem(key, reason);
          }
        });
    if (client.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "").isBlank()) {
      kafka.problem(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "must name at least one HOST:PORT");
    }
    List<String> unknown = client.keySet().stream().filter(key -> !isKnown(key)).toList();
    if (!unknown.isEmpty()) {
      log.warn(
          "without effect, since no Kafka client knows them: {}",
          unknown.stream().map(key -> "kafka." + key).collect(Collectors.joining(", ")));
    }
    return new KafkaSettings(client);
  }

  /** The addresses, for messages. */
  public String bootstrapServers() {
    return client.getOrDefault(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "");
  }

  /** What a producer understands of these keys; a new map, to add one's own to. */
  public Map<String, Object> producer() {
    return only(ProducerConfig.configNames());
  }

  /** What a consumer understands of these keys; a new map, to add one's own to. */
  public Map<String, Object> consumer() {
    return only(ConsumerConfig.configNames());
  }

  /** What an admin client understands of these keys; a new map, to add one's own to. */
  public Map<String, Object> admin() {
    return only(AdminClientConfig.configNames());
  }

  @Override
  public String toString() {
    return "KafkaSettings[" + bootstrapServers() + "]";
  }

  private Map<String, Object> only(Iterable<String> known) {
    Map<String, Object> chosen = new HashMap<>();
    known.forEach(
        key -> {
          if (client.containsKey(key)) {
            chosen.put(key, client.get(key));
          }
        });
    return chosen;
  }

  private static boolean isKnown(String key) {
    return ProducerConfig.configNames().contains(key)
        || ConsumerConfig.configNames().contains(key)
        || AdminClientConfig.configNames().contains(key);
  }
}
