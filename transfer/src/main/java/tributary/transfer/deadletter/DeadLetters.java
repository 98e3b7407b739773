package tributary.transfer.deadletter;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.kafka.DeadLetterTopic;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.TopicCreator;
import tributary.common.kafka.TopicSettings;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.FirstTimeLog;
import tributary.transfer.bulk.Refusal;

/**
 * Sends records that no index accepts to their topic's dead letters, for ever until Kafka has
 * acknowledged them: at least once. Nothing is connected before the first one.
 *
 * <p>Thread: deadletter, its own, since creating topics and sending may block; {@link #send} hands
 * over and returns, and the acknowledgement is told on the producer's thread.
 */
public final class DeadLetters implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final TopicSettings topics;
  private final String suffix;
  private final DeadLetterMetrics metrics;
  private final Backoff backoff =
      new Backoff(Duration.ofMillis(200), Duration.ofSeconds(30), RandomGenerator.getDefault());
  private final FirstTimeLog said = new FirstTimeLog(log);
  private final Set<String> made = new HashSet<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, DeadLetters::daemon);
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();
  private volatile String problem = "";

  /**
   * @param suffix follows a topic's name in that of its dead letters' topic
   */
  public DeadLetters(
      KafkaSettings kafka, TopicSettings topics, String suffix, PrometheusRegistry registry) {
    this.kafka = kafka;
    this.topics = topics;
    this.suffix = suffix;
    this.metrics = new DeadLetterMetrics(registry);
  }

  /** Sends it; {@code done} is told once it is stored. Any thread. */
  public void send(
      ConsumerRecord<byte[], byte[]> record, String topicId, Refusal refusal, Runnable done) {
    said.warn(
        record.topic(),
        "a record was refused (" + refusal.type() + ") and goes to " + topic(record.topic()));
    store(DeadLetter.refused(record, topicId, refusal), done);
  }

  /** Marks the letter of a record that was put through again and is in its index. Any thread. */
  public void replayed(
      ConsumerRecord<byte[], byte[]> record, String topicId, Instant settled, Runnable done) {
    store(DeadLetter.replayed(record, topicId, settled), done);
  }

  /** Counts a record that is no line, and that its own index refuses. Any thread. */
  public void left(ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
    metrics.left(record.topic());
    said.warn(record.topic(), "a record was refused (" + refusal.type() + ") and stays in Kafka");
  }

  private void store(DeadLetter letter, Runnable done) {
    later(Duration.ZERO, () -> attempt(letter, letter.extent(), done));
  }

  /** Why dead letters can't be stored, empty if they can. */
  public String problem() {
    return problem;
  }

  private String topic(String source) {
    return DeadLetterTopic.of(source, suffix);
  }

  private void later(Duration delay, Runnable task) {
    try {
      var unused = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("stopped already: the record comes again", e);
    }
  }

  private void attempt(DeadLetter letter, DeadLetter.Extent extent, Runnable done) {
    try {
      makeTopic(topic(letter.record().topic()));
      var unused =
          producer()
              .send(
                  letter.toSend(topic(letter.record().topic()), extent),
                  (stored, failure) -> {
                    if (failure == null) {
                      stored(letter, done);
                    } else {
                      later(Duration.ZERO, () -> failed(letter, extent, done, failure));
                    }
                  });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      failed(letter, extent, done, e);
    }
  }

  private void stored(DeadLetter letter, Runnable done) {
    problem = "";
    metrics.stored(letter);
    done.run();
  }

  private void failed(
      DeadLetter letter, DeadLetter.Extent extent, Runnable done, Exception failure) {
    if (failure instanceof RecordTooLargeException && extent != DeadLetter.Extent.SOURCE_ONLY) {
      attempt(letter, extent.less(), done);
      return;
    }
    problem = "dead letters of " + letter.record().topic() + ": " + failure.getMessage();
    said.warn("dead letters", "can't be stored, are tried again: " + failure.getMessage());
    later(backoff.next(), () -> attempt(letter, extent, done));
  }

  private void makeTopic(String topic) throws InterruptedException {
    if (!topics.create() || made.contains(topic)) {
      return;
    }
    try (Admin admin = Admin.create(kafka.admin())) {
      boolean created =
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
      log.debug("topic {}: created {}", topic, created);
      made.add(topic);
    }
  }

  private Producer<byte[], byte[]> producer() {
    if (producer.isEmpty()) {
      Map<String, Object> config = kafka.producer();
      config.put(ProducerConfig.ACKS_CONFIG, "all");
      config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
      // A broker may turn the first batch to a new topic away and take the second; the first would
      // be out of order for ever then.
      config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
      config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.MAX_BYTES);
      config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 10_000L);
      config.putIfAbsent(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
      config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
      producer =
          Optional.of(
              new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer()));
    }
    return producer.get();
  }

  /** Waits a little for what is on its way; what is not acknowledged comes again. */
  @Override
  public void close() {
    later(Duration.ZERO, () -> producer.ifPresent(p -> p.close(CLOSE)));
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE.toSeconds() * 2, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread daemon(Runnable task) {
    Thread daemon = new Thread(task, "transfer-deadletter");
    daemon.setDaemon(true);
    return daemon;
  }
}
