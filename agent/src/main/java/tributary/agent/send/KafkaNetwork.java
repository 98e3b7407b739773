package tributary.agent.send;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;
import tributary.agent.send.batch.BatchCodec;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.NetworkBrokers;

/**
 * Makes the connections as Kafka's own producer makes them, from the same settings. These classes
 * are no public API: the version of kafka-clients is pinned, and the tests on real brokers guard
 * each upgrade.
 */
final class KafkaNetwork implements NetworkFactory {
  /** Of different partitions; the broker answers them one after the other. */
  private static final int IN_FLIGHT = 5;

  private final Map<String, Object> settings;
  private final Time time;

  KafkaNetwork(KafkaSettings kafka, Time time) {
    this.settings = ClientSettings.sender(kafka);
    this.settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    this.settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
    this.time = time;
  }

  @Override
  public Network make() {
    ProducerConfig config = new ProducerConfig(settings);
    LogContext logContext = new LogContext("[agent] ");
    ProducerMetadata metadata =
        new ProducerMetadata(
            config.getLong(ProducerConfig.RETRY_BACKOFF_MS_CONFIG),
            config.getLong(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
            config.getLong(ProducerConfig.METADATA_MAX_AGE_CONFIG),
            config.getLong(ProducerConfig.METADATA_MAX_IDLE_CONFIG),
            logContext,
            new ClusterResourceListeners(),
            time);
    NetworkBrokers brokers = NetworkBrokers.of(config, metadata, logContext, time, IN_FLIGHT);
    MetadataView view = new MetadataView(metadata, time::milliseconds, brokers::wakeup);
    return new Network(brokers, view, view, codec(config));
  }

  private static BatchCodec codec(ProducerConfig config) {
    CompressionType type =
        CompressionType.forName(config.getString(ProducerConfig.COMPRESSION_TYPE_CONFIG));
    Compression compression =
        switch (type) {
          case GZIP ->
              Compression.gzip()
                  .level(config.getInt(ProducerConfig.COMPRESSION_GZIP_LEVEL_CONFIG))
                  .build();
          case LZ4 ->
              Compression.lz4()
                  .level(config.getInt(ProducerConfig.COMPRESSION_LZ4_LEVEL_CONFIG))
                  .build();
          case ZSTD ->
              Compression.zstd()
                  .level(config.getInt(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG))
                  .build();
          case NONE, SNAPPY -> Compression.of(type).build();
        };
    return new BatchCodec(compression);
  }
}
