package tributary.agent.send;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;
import tributary.agent.send.batch.BatchSplitter;
import tributary.agent.send.batch.BufferPool;
import tributary.common.lifecycle.Backoff;

/**
 * The sender's thread from its start to its end. The connections can't be made while no server's
 * name can be resolved: it tries again, and until then no topic is known.
 *
 * <p>Thread: any; the loop's parts are the thread's own.
 */
final class Sender implements PartitionCounts, AutoCloseable {
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final NetworkFactory factory;
  private final SendSettings settings;
  private final BufferPool pool;
  private final SendMetrics metrics;
  private final Time time;
  private final SenderProblem problem = new SenderProblem();
  private final RandomGenerator random = new SecureRandom();
  private final Map<TopicPartition, PartitionSending> partitions = new ConcurrentHashMap<>();
  private final CountDownLatch closing = new CountDownLatch(1);
  private volatile Running running;
  private Thread thread;

  Sender(
      NetworkFactory factory,
      SendSettings settings,
      BufferPool pool,
      SendMetrics metrics,
      Time time) {
    this.factory = factory;
    this.settings = settings;
    this.pool = pool;
    this.metrics = metrics;
    this.time = time;
  }

  /** What there is once the connections are made. */
  private record Running(Network network, SendLoop loop, BatchRules rules) {}

  /**
   * Begins.
   *
   * @param topics hears which may not be written to, and which have changed
   */
  void start(TopicWatch topics) {
    thread = new Thread(() -> run(topics), "send");
    thread.setDaemon(true);
    thread.start();
  }

  SenderProblem problem() {
    return problem;
  }

  @Override
  public int of(String topic) {
    Running now = running;
    if (now == null) {
      throw new TimeoutException("there is no connection yet");
    }
    return now.network().counts().of(topic);
  }

  /** The queue of a partition of a topic that is known. */
  PartitionQueue queue(KnownTopic topic, int partition) {
    return partitions
        .computeIfAbsent(new TopicPartition(topic.name(), partition), each -> made(topic, each))
        .queue();
  }

  private PartitionSending made(KnownTopic topic, TopicPartition partition) {
    Running now = running;
    PartitionSending sending =
        new PartitionSending(topic, new PartitionQueue(partition, now.rules()), random);
    now.loop().add(sending);
    return sending;
  }

  private void run(TopicWatch topics) {
    Backoff backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
    try {
      while (running == null) {
        try {
          running = connect(factory.make(), topics);
          problem.clear(SenderProblem.CLUSTER);
        } catch (KafkaException e) {
          problem.set(SenderProblem.CLUSTER, "no connection can be made: " + reason(e));
          if (closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
            return;
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (closing.getCount() > 0) {
        running.loop().run();
      }
    } finally {
      running.network().brokers().close();
    }
  }

  private Running connect(Network network, TopicWatch topics) {
    ProducerIdentity identity =
        new ProducerIdentity(
            network.brokers(), new Backoff(FIRST_WAIT, LONGEST_WAIT, random), metrics, problem);
    Settlement settlement =
        new Settlement(
            network.cluster(),
            identity,
            new BatchSplitter(network.codec()),
            topics,
            metrics,
            problem,
            time::milliseconds);
    SendLoop loop =
        new SendLoop(
            network.brokers(),
            network.cluster(),
            identity,
            settlement,
            problem,
            time::milliseconds);
    BatchRules rules =
        new BatchRules(
            pool,
            network.codec(),
            settings.batch(),
            settings.linger().toMillis(),
            time::milliseconds,
            loop::wakeAt);
    return new Running(network, loop, rules);
  }

  private static String reason(KafkaException e) {
    return e.getCause() == null
        ? e.getMessage()
        : e.getMessage() + ": " + e.getCause().getMessage();
  }

  /** Ends at once: what is not acknowledged stays so. */
  @Override
  public void close() {
    closing.countDown();
    Running now = running;
    if (now != null) {
      now.loop().end();
    }
    try {
      if (thread != null) {
        thread.join(LONGEST_END.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
