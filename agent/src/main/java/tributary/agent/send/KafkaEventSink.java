package tributary.agent.send;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventSink;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.TopicSettings;
import tributary.common.lifecycle.Backoff;

/**
 * Sends events with Kafka's own producer. It waits for Kafka in the background, at start as well as
 * later; until a topic is ready its streams take nothing.
 *
 * <p>Thread: any; it has one of its own for topics and the producer's life, and the producer has
 * one for its network, which calls the {@link DeliveryListener}s.
 */
public final class KafkaEventSink implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaEventSink.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "topics");
            made.setDaemon(true);
            return made;
          });
  private final ProducerSlot slot;
  private final TopicAccess access;
  private final KafkaLink link;
  private final SendLine line;
  private volatile boolean closing;

  /** With parts of one's own, for tests. */
  KafkaEventSink(
      String host,
      SendSettings settings,
      ProducerFactory producers,
      TopicAccess access,
      TopicAnnouncer announcer,
      PrometheusRegistry registry) {
    SendMemory memory = new SendMemory(settings.memory());
    SendMetrics metrics = new SendMetrics(registry, memory);
    SecureRandom random = new SecureRandom();
    this.slot = new ProducerSlot(producers, metrics);
    this.access = access;
    this.link =
        new KafkaLink(
            slot,
            access,
            new Backoff(Duration.ofSeconds(1), LONGEST_WAIT, random),
            System::nanoTime);
    TopicDirectory directory = new TopicDirectory(access, slot, announcer, thread, random);
    this.line = new SendLine(host, slot, directory, memory, metrics, () -> closing);
  }

  /**
   * Makes a sink and starts to look for Kafka.
   *
   * @param host the agent's id
   * @param announcer told of each topic before its first event
   */
  public static KafkaEventSink start(
      String host,
      SendSettings settings,
      KafkaSettings kafka,
      TopicSettings topics,
      TopicAnnouncer announcer,
      PrometheusRegistry registry) {
    ClientSettings.SET_BY_US.stream()
        .filter(kafka.client()::containsKey)
        .forEach(key -> log.warn("without effect: kafka.{}; see agent.send", key));
    KafkaEventSink sink =
        new KafkaEventSink(
            host,
            settings,
            () ->
                new KafkaProducer<>(
                    ClientSettings.producer(kafka, settings),
                    new ByteArraySerializer(),
                    new ByteArraySerializer()),
            new AdminTopics(() -> Admin.create(ClientSettings.admin(kafka)), topics),
            announcer,
            registry);
    sink.start();
    return sink;
  }

  @Override
  public EventStream open(StreamOrigin origin, DeliveryListener listener) {
    return new KafkaEventStream(line, origin, listener);
  }

  @Override
  public TopicState topic(String topic) {
    return line.directory().topic(topic).state();
  }

  /** Where each topic that was asked for stands. */
  public SortedMap<String, TopicState> topics() {
    return line.directory().states();
  }

  /** What keeps Kafka from being reached, if anything does. */
  public Optional<String> problem() {
    return link.problem();
  }

  /** Ends at once: what Kafka has not acknowledged stays unacknowledged. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the topics' thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeProducer();
    access.close();
  }

  /**
   * While a broker is silent the client waits for it even in a close that should be immediate, up
   * to its request.timeout.ms. It is left behind then, on a thread that ends with the program.
   */
  private void closeProducer() {
    Thread closer = new Thread(() -> slot.close(Duration.ZERO), "producer-close");
    closer.setDaemon(true);
    closer.start();
    try {
      closer.join(CLOSE_WAIT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void start() {
    var unused =
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An exception would end the schedule. */
  private void tick() {
    try {
      link.tick();
    } catch (RuntimeException e) {
      log.error("the look at Kafka failed, it is tried again", e);
    }
  }
}
