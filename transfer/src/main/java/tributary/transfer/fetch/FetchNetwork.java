package tributary.transfer.fetch;

import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.NetworkBrokers;
import tributary.common.kafka.SteadyTime;

/**
 * Makes the connections as Kafka's own consumer makes them, from the same settings, with the same
 * {@code client.id}, so that quotas count for both. These classes are no public API: the version of
 * kafka-clients is pinned, and the tests on real brokers guard each upgrade. Thread: consumer.
 */
public final class FetchNetwork implements Supplier<Fetching> {
  private static final int KIB = 1024;

  /** A fetch and a question for metadata. */
  private static final int IN_FLIGHT = 2;

  /**
   * Bytes of one answer, of all partitions together. Ten thousand lines or so; larger ones cost
   * memory and save nothing.
   */
  private static final int ANSWER = 1024 * KIB;

  private static final int ANSWER_OF_PARTITION = 512 * KIB;

  /** How late a leader that has moved is noticed without an error. */
  private static final int METADATA_MAX_AGE_MILLIS = 60_000;

  /** What the system chooses, which fits a line with a long round trip, too. */
  private static final int RECEIVE_BUFFER = -1;

  private final KafkaSettings kafka;
  private final String id;

  /**
   * @param id names this transfer to the brokers, unless the settings do
   */
  public FetchNetwork(KafkaSettings kafka, String id) {
    this.kafka = kafka;
    this.id = id;
  }

  /**
   * Nothing is connected yet.
   *
   * @throws org.apache.kafka.common.KafkaException if it can't be made now, for example because no
   *     server's name can be resolved
   */
  @Override
  public Fetching get() {
    Map<String, Object> settings = kafka.consumer();
    settings.putIfAbsent(ConsumerConfig.CLIENT_ID_CONFIG, id);
    settings.putIfAbsent(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, ANSWER);
    settings.putIfAbsent(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, ANSWER_OF_PARTITION);
    settings.putIfAbsent(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_MAX_AGE_MILLIS);
    settings.putIfAbsent(ConsumerConfig.RECEIVE_BUFFER_CONFIG, RECEIVE_BUFFER);
    settings.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    settings.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    ConsumerConfig config = new ConsumerConfig(settings);
    Time time = new SteadyTime();
    LogContext logContext = new LogContext("[transfer] ");
    FollowedMetadata metadata = new FollowedMetadata(config, logContext);
    return new Fetcher(
        NetworkBrokers.of(config, metadata, logContext, time, IN_FLIGHT),
        metadata,
        new FetchConfig(config),
        time::milliseconds,
        RandomGenerator.getDefault());
  }
}
