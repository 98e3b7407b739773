package tributary.transfer.deadletter;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.kafka.DeadLetterTopic;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.FirstTimeLog;
import tributary.transfer.bulk.Refusal;

/**
 * Sends records that no index accepts to their topic's dead letters, for ever until Kafka has
 * acknowledged them: at least once. Nothing is connected before the first one.
 *
 * <p>Thread: deadletter, its own, since creating topics and sending may block; {@link #send} hands
 * over and returns, and that a letter is stored is told on its own thread too.
 */
public final class DeadLetters implements LetterIntake, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);

  private final LetterClients clients;
  private final String suffix;
  private final DeadLetterMetrics metrics;
  private final FirstTimeLog said = new FirstTimeLog(log);
  private final Set<String> made = new HashSet<>();
  private final ScheduledThreadPoolExecutor thread =
      new ScheduledThreadPoolExecutor(1, DeadLetters::daemon);
  private Optional<Producer<byte[], byte[]>> producer = Optional.empty();
  private final Map<String, LetterQueue> queues = new HashMap<>();
  private final Map<String, String> problems = new ConcurrentSkipListMap<>();

  /**
   * @param clients make topics and send
   * @param suffix follows a topic's name in that of its dead letters' topic
   */
  public DeadLetters(LetterClients clients, String suffix, PrometheusRegistry registry) {
    this.clients = clients;
    this.suffix = suffix;
    this.metrics = new DeadLetterMetrics(registry);
  }

  @Override
  public void send(
      ConsumerRecord<byte[], byte[]> record, String topicId, Refusal refusal, Runnable done) {
    said.warn(
        record.topic(),
        "a record was refused (" + refusal.type() + ") and goes to " + topic(record.topic()));
    store(DeadLetter.refused(record, topicId, refusal), done);
  }

  @Override
  public void replayed(
      ConsumerRecord<byte[], byte[]> record, String topicId, Instant settled, Runnable done) {
    store(DeadLetter.replayed(record, topicId, settled), done);
  }

  @Override
  public void left(ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
    metrics.left(record.topic());
    said.warn(record.topic(), "a record was refused (" + refusal.type() + ") and stays in Kafka");
  }

  private void store(DeadLetter content, Runnable done) {
    String topic = topic(content.record().topic());
    Letter letter = new Letter(content, topic, content.extent(), false, done);
    later(
        Duration.ZERO,
        () -> {
          if (queue(topic).admits(letter)) {
            attempt(letter);
          }
        });
  }

  /** Why dead letters can't be stored, empty if they can. */
  public String problem() {
    return problems.values().stream().findFirst().orElse("");
  }

  private String topic(String source) {
    return DeadLetterTopic.of(source, suffix);
  }

  private LetterQueue queue(String topic) {
    return queues.computeIfAbsent(
        topic,
        name ->
            new LetterQueue(
                new Backoff(
                    Duration.ofMillis(200), Duration.ofSeconds(30), RandomGenerator.getDefault())));
  }

  private void later(Duration delay, Runnable task) {
    try {
      var unused = thread.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      log.debug("stopped already: the record comes again", e);
    }
  }

  private void attempt(Letter letter) {
    Producer<byte[], byte[]> used = null;
    try {
      makeTopic(letter.topic());
      used = producer();
      send(letter, used);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      failed(letter, used, e);
    }
  }

  private void send(Letter letter, Producer<byte[], byte[]> used) {
    var unused =
        used.send(
            letter.toSend(),
            (stored, failure) ->
                later(
                    Duration.ZERO,
                    failure == null ? () -> stored(letter) : () -> failed(letter, used, failure)));
  }

  private void stored(Letter letter) {
    problems.remove(letter.topic());
    metrics.stored(letter.content());
    letter.done().run();
    queue(letter.topic()).stored().forEach(this::attempt);
  }

  private void failed(Letter letter, Producer<byte[], byte[]> used, Throwable failure) {
    if (failure instanceof RecordTooLargeException
        && letter.extent() != DeadLetter.Extent.SOURCE_ONLY) {
      attempt(letter.less());
      return;
    }
    if (failure instanceof InvalidTimestampException && !letter.redated()) {
      attempt(letter.redate());
      return;
    }
    String words = "dead letters of " + letter.content().record().topic() + ": " + failure;
    problems.put(letter.topic(), words);
    said.warn(letter.topic(), "can't be stored, are tried again: " + words);
    // It may have been deleted.
    made.remove(letter.topic());
    if (isBroken(failure)) {
      replace(used);
    }
    queue(letter.topic())
        .failed(letter)
        .ifPresent(
            wait -> later(wait, () -> queue(letter.topic()).next().ifPresent(this::attempt)));
  }

  /** Whether a producer may never send again after this: all but what speaks of one topic. */
  private static boolean isBroken(Throwable failure) {
    return !(failure instanceof RetriableException
        || failure instanceof TopicAuthorizationException
        || failure instanceof InvalidTopicException
        || failure instanceof RecordTooLargeException
        || failure instanceof InvalidTimestampException);
  }

  /** Drops a producer; what it has in flight fails, and goes with the next one. */
  private void replace(Producer<byte[], byte[]> used) {
    if (used != null && producer.isPresent() && producer.get() == used) {
      producer = Optional.empty();
      used.close(Duration.ZERO);
    }
  }

  private void makeTopic(String topic) throws InterruptedException {
    if (made.contains(topic)) {
      return;
    }
    clients.make(topic);
    made.add(topic);
  }

  private Producer<byte[], byte[]> producer() {
    if (producer.isEmpty()) {
      producer = Optional.of(clients.producer());
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
