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
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventSink;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.agent.send.batch.BufferPool;
import tributary.common.kafka.KafkaSettings;
import tributary.common.kafka.SteadyTime;
import tributary.common.kafka.TopicSettings;

/**
 * Sends events in record batches of its own over Kafka's network classes. It waits for Kafka in the
 * background, at start as well as later; until a topic is ready its streams take nothing.
 *
 * <p>Thread: any; it has one of its own for topics, and one for the network, which calls the {@link
 * DeliveryListener}s.
 */
public final class KafkaEventSink implements EventSink, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(KafkaEventSink.class);
  private static final Duration TICK = Duration.ofMillis(200);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "topics");
            made.setDaemon(true);
            return made;
          });
  private final Sender sender;
  private final TopicAccess access;
  private final KafkaLink link;
  private final SendLine line;
  private volatile boolean closing;

  /** With parts of one's own, for tests. */
  KafkaEventSink(
      String host,
      SendSettings settings,
      NetworkFactory network,
      TopicAccess access,
      TopicAnnouncer announcer,
      PrometheusRegistry registry,
      Time time) {
    BufferPool pool = new BufferPool(settings.memory());
    SendMetrics metrics = new SendMetrics(registry, pool::taken);
    this.sender = new Sender(network, settings, pool, metrics, time);
    this.access = access;
    this.link = new KafkaLink(access, System::nanoTime);
    TopicDirectory directory =
        new TopicDirectory(access, sender, announcer, thread, new SecureRandom());
    this.line = new SendLine(host, sender, directory, metrics, () -> closing);
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
    ClientSettings.WITHOUT_EFFECT.stream()
        .filter(kafka.client()::containsKey)
        .forEach(key -> log.warn("without effect: kafka.{}; see agent.send", key));
    Time time = new SteadyTime();
    KafkaEventSink sink =
        new KafkaEventSink(
            host,
            settings,
            new KafkaNetwork(kafka, time),
            new AdminTopics(() -> Admin.create(ClientSettings.admin(kafka)), topics),
            announcer,
            registry,
            time);
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
    return link.problem().or(sender.problem()::current);
  }

  /** Ends at once: what Kafka has not acknowledged stays unacknowledged. */
  @Override
  public void close() {
    if (closing) {
      return;
    }
    closing = true;
    thread.shutdownNow();
    sender.close();
    try {
      if (!thread.awaitTermination(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        log.warn("the topics' thread does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    access.close();
  }

  void start() {
    sender.start(line.directory());
    var unused =
        thread.scheduleWithFixedDelay(this::tick, 0, TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** An exception would end the schedule. */
  private void tick() {
    try {
      link.tick();
      if (link.problem().isEmpty()) {
        // An idle sender would not hear that it is let in again.
        sender.problem().clear(SenderProblem.CLUSTER);
      }
    } catch (RuntimeException e) {
      log.error("the look at Kafka failed, it is tried again", e);
    }
  }
}
