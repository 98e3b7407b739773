package tributary.console.servers;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import tributary.common.kafka.KafkaSettings;

/** Reads stretches of topics, and puts records. Thread: the word's own; every call blocks. */
public final class RecordStore implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int LARGEST = 16 * 1024 * 1024;

  private final KafkaSettings settings;
  private final Answer answer;
  private Producer<byte[], byte[]> producer;

  /** Connects to nothing yet. */
  RecordStore(KafkaSettings settings, Duration patience) {
    this.settings = settings;
    this.answer =
        new Answer("Kafka", settings.bootstrapServers(), "kafka.bootstrap.servers", patience);
  }

  /**
   * Reads these stretches to their ends, each partition in its order.
   *
   * @throws Failure if nothing comes for a long time
   */
  public void read(
      Map<TopicPartition, OffsetRange> ranges, Consumer<ConsumerRecord<byte[], byte[]>> each)
      throws Failure {
    Map<TopicPartition, OffsetRange> left = new HashMap<>(ranges);
    left.values().removeIf(range -> range.size() <= 0);
    if (left.isEmpty()) {
      return;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      consumer.assign(left.keySet());
      left.forEach((partition, range) -> consumer.seek(partition, range.start()));
      long quiet = 0;
      while (!left.isEmpty()) {
        ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
        for (ConsumerRecord<byte[], byte[]> record : records) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          OffsetRange range = ranges.get(partition);
          if (record.offset() < range.end()) {
            each.accept(record);
          }
        }
        boolean ended = left.entrySet().removeIf(p -> isRead(consumer, p.getKey(), p.getValue()));
        consumer.pause(consumer.assignment().stream().filter(p -> !left.containsKey(p)).toList());
        quiet = records.isEmpty() && !ended ? quiet + POLL.toMillis() : 0;
        if (quiet > answer.patience().toMillis() * 2) {
          throw answer.away("no records come");
        }
      }
    } catch (KafkaException e) {
      throw answer.refused(e);
    }
  }

  private static boolean isRead(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, OffsetRange range) {
    return consumer.position(partition) >= range.end();
  }

  /**
   * Puts a record; {@code done} is told, on a thread of the client's, of the failure or of null.
   *
   * @throws Failure if Kafka's client does not take it at all
   */
  public void put(
      ProducerRecord<byte[], byte[]> record,
      BiConsumer<ProducerRecord<byte[], byte[]>, Exception> done)
      throws Failure {
    try {
      if (producer == null) {
        producer = producer();
      }
      var unused = producer.send(record, (stored, failure) -> done.accept(record, failure));
    } catch (KafkaException e) {
      throw answer.refused(e);
    }
  }

  /** Waits until all that was put is stored or refused. */
  public void flush() {
    if (producer != null) {
      producer.flush();
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config = settings.consumer();
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> config = settings.producer();
    int patience = Math.toIntExact(answer.patience().toMillis());
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, patience);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 4 * patience + 1000);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(answer.patience());
    }
  }
}
