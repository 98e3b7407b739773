package tributary.agent.send;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.frame.TopicState;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Knows where each topic stands, so that no reader ever waits for Kafka: it is looked up, made if
 * it is missing, announced, and asked for in the sender's own view of the cluster, all on one
 * thread. A refused topic is tried again with back-off; one that is ready is looked at every five
 * seconds, for added partitions and for having been deleted.
 *
 * <p>Thread: {@link #topic}, {@link #refuse} and {@link #states} any, the rest its own.
 */
final class TopicDirectory implements TopicWatch {
  private static final Logger log = LoggerFactory.getLogger(TopicDirectory.class);
  private static final Duration REFRESH = Duration.ofSeconds(5);

  private final TopicAccess access;
  private final PartitionCounts counts;
  private final TopicAnnouncer announcer;
  private final ScheduledExecutorService thread;
  private final RandomGenerator random;
  private final Map<String, KnownTopic> topics = new ConcurrentHashMap<>();
  private final Set<String> existing = new HashSet<>();
  private final FirstTimeLog warnings = new FirstTimeLog(log);

  TopicDirectory(
      TopicAccess access,
      PartitionCounts counts,
      TopicAnnouncer announcer,
      ScheduledExecutorService thread,
      RandomGenerator random) {
    this.access = access;
    this.counts = counts;
    this.announcer = announcer;
    this.thread = thread;
    this.random = random;
  }

  /** The topic of that name; the first to ask sets its look-up off. */
  KnownTopic topic(String name) {
    KnownTopic known = topics.get(name);
    if (known != null) {
      return known;
    }
    return topics.computeIfAbsent(
        name,
        missing -> {
          KnownTopic made = new KnownTopic(missing, random);
          execute(() -> look(made));
          return made;
        });
  }

  @Override
  public void changed(KnownTopic topic) {
    execute(
        () -> {
          if (topic.partitions() > 0) {
            topic.pending();
            again(topic, topic.polls().next());
          }
        });
  }

  @Override
  public void refuse(KnownTopic topic, String reason) {
    execute(
        () -> {
          if (topic.partitions() > 0) {
            refused(topic, reason);
          }
        });
  }

  /** Where each topic that was asked for stands. */
  SortedMap<String, TopicState> states() {
    SortedMap<String, TopicState> states = new TreeMap<>();
    topics.forEach((name, topic) -> states.put(name, topic.state()));
    return states;
  }

  /** Runs something on the directory's thread. */
  void execute(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      log.debug("too late, the sender is closed", e);
    }
  }

  private void look(KnownTopic topic) {
    try {
      Optional<String> refusal = exists(topic.name());
      if (refusal.isPresent()) {
        refused(topic, refusal.get());
        return;
      }
      ready(topic, counts.of(topic.name()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RetriableException e) {
      unknown(topic);
    } catch (KafkaException e) {
      existing.remove(topic.name());
      refused(topic, Refusal.reason(e));
    } catch (RuntimeException e) {
      // What nobody foresaw must not be the last look at this topic.
      log.error("the look at topic {} failed, it is tried again", topic.name(), e);
      again(topic, topic.refusals().next());
    }
  }

  private Optional<String> exists(String topic) throws InterruptedException {
    if (existing.contains(topic)) {
      return Optional.empty();
    }
    Optional<String> refusal = access.ensure(topic);
    if (refusal.isEmpty()) {
      existing.add(topic);
      announcer.announce(topic);
    }
    return refusal;
  }

  private void ready(KnownTopic topic, int partitions) {
    if (topic.partitions() > 0) {
      // It has been well since the last look, and not only described but written to.
      topic.refusals().reset();
      warnings.clear(topic.name());
    }
    topic.polls().reset();
    topic.ready(partitions);
    again(topic, REFRESH);
  }

  /** The sender does not know the topic (yet, or any more): it may have been deleted. */
  private void unknown(KnownTopic topic) {
    if (topic.partitions() > 0) {
      existing.remove(topic.name());
      topic.pending();
    }
    again(topic, topic.polls().next());
  }

  private void refused(KnownTopic topic, String reason) {
    warnings.warn(topic.name(), reason);
    topic.refused(reason);
    again(topic, topic.refusals().next());
  }

  /** One look at a time waits for each topic; a nearer one takes the place of a farther one. */
  private void again(KnownTopic topic, Duration wait) {
    try {
      topic.next(thread.schedule(() -> look(topic), wait.toMillis(), TimeUnit.MILLISECONDS));
    } catch (RejectedExecutionException e) {
      log.debug("too late, the sender is closed", e);
    }
  }
}
