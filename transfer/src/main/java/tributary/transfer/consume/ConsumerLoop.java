package tributary.transfer.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.CrashCount;
import tributary.common.lifecycle.FirstTimeLog;
import tributary.transfer.fetch.Fetching;

/**
 * Keeps the place in the group by Kafka's client, and fetches beside it. It never stops polling
 * either, so that no rebalance follows from a slow Elasticsearch: partitions that hold too much are
 * not asked for.
 *
 * <p>Thread: consumer, its own, the only one that touches the client and what fetches; handlers'
 * offsets come back as values. {@link #partitions} and {@link #problem} are for any.
 */
public final class ConsumerLoop implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(ConsumerLoop.class);
  private static final Duration POLL = Duration.ofMillis(100);

  /** While something is paused, there may soon be room again. */
  private static final Duration SHORT_POLL = Duration.ofMillis(10);

  private static final Duration ANSWER = Duration.ofSeconds(10);

  private static final long COMMIT_EVERY = Duration.ofSeconds(1).toNanos();
  private static final int FAILURES = 10;

  private final ConsumeSettings settings;
  private final Supplier<Consumer<byte[], byte[]>> clients;
  private final Supplier<Fetching> fetchers;
  private final Supplier<Catalogue> catalogue;
  private final PartitionHandler.Factory handlers;
  private final ConsumeMetrics metrics;
  private final LongSupplier nanos;
  private final FlowControl flow;
  private final GroupPolling group;
  private final FirstTimeLog said = new FirstTimeLog(log);
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "transfer-consumer");
  private final CrashCount crashes = new CrashCount();
  private Set<String> subscribed = Set.of();
  private Catalogue applied = Catalogue.NONE;
  private long commitAt;
  private long stopAt;
  private volatile List<PartitionStatus> partitions = List.of();
  private volatile String problem = "";

  /**
   * @param clients makes a client; may throw {@link KafkaException}
   * @param fetchers makes what fetches; may throw that, too
   * @param nanos as {@link System#nanoTime}
   */
  public ConsumerLoop(
      ConsumeSettings settings,
      Supplier<Consumer<byte[], byte[]>> clients,
      Supplier<Fetching> fetchers,
      Supplier<Catalogue> catalogue,
      PartitionHandler.Factory handlers,
      ConsumeMetrics metrics,
      LongSupplier nanos) {
    this.settings = settings;
    this.clients = clients;
    this.fetchers = fetchers;
    this.catalogue = catalogue;
    this.handlers = handlers;
    this.metrics = metrics;
    this.nanos = nanos;
    this.flow = new FlowControl(settings.budget(), nanos);
    this.group = new GroupPolling(nanos);
  }

  public void start() {
    thread.start();
  }

  /** How each assigned partition stands. */
  public List<PartitionStatus> partitions() {
    return partitions;
  }

  /** Why Kafka can't be read, empty if it can. */
  public String problem() {
    return problem;
  }

  /** How often the consumer itself threw, in words; empty if it never did. */
  public String crashes() {
    return crashes.text();
  }

  /** First stage of a stop: no more records are taken. */
  public void stopIntake() {
    stopping.countDown();
  }

  /** Second stage: returns when all is settled and committed, or the time is over. */
  @Override
  public void close() {
    stopIntake();
    try {
      thread.join(settings.stopTimeout().plus(ANSWER).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isStopping() {
    return stopping.getCount() == 0;
  }

  private void run() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random());
    while (!isStopping()) {
      try (Fetching fetching = fetchers.get();
          Consumer<byte[], byte[]> consumer = clients.get()) {
        subscribed = Set.of();
        applied = Catalogue.NONE;
        pollUntilStopped(consumer, fetching);
      } catch (InterruptException e) {
        log.debug("interrupted", e);
        return;
      } catch (RuntimeException e) {
        failed(e);
        pause(backoff.next());
      } catch (Error e) {
        crashed(e);
        pause(backoff.next());
      }
    }
  }

  /**
   * What no one foresaw must not end the thread that all partitions need. What a JVM can't go on
   * after does end it, and the process with it.
   */
  private void crashed(Error e) {
    metrics.crashed();
    crashes.add(e);
    problem = "Kafka: the consumer threw and is started again: " + e;
    log.error("the consumer threw and is started again", e);
    if (!CrashCount.isSurvivable(e)) {
      throw e;
    }
  }

  private static RandomGenerator random() {
    return RandomGenerator.getDefault();
  }

  private void pollUntilStopped(Consumer<byte[], byte[]> consumer, Fetching fetching) {
    PartitionTable table =
        new PartitionTable(consumer, fetching, catalogue, handlers, metrics, nanos);
    int failures = 0;
    try {
      while (!isStopping()) {
        try {
          step(consumer, fetching, table);
          problem = "";
          said.clear("Kafka");
          failures = 0;
        } catch (TopicAuthorizationException e) {
          table.mayNotRead(e.unauthorizedTopics(), e.getMessage());
        } catch (InterruptException e) {
          throw e;
        } catch (RuntimeException e) {
          failed(e);
          if (++failures == FAILURES) {
            throw e;
          }
          pause(Duration.ofSeconds(1));
        }
      }
      drain(consumer, fetching, table);
    } finally {
      table.close();
      partitions = List.of();
    }
  }

  private void failed(RuntimeException e) {
    problem = "Kafka: " + e.getMessage();
    said.warn("Kafka", "can't be read, is tried again: " + e);
    log.debug("poll failed", e);
  }

  private void step(Consumer<byte[], byte[]> consumer, Fetching fetching, PartitionTable table) {
    follow(consumer, fetching, table);
    table.supervise();
    table.start(ANSWER);
    boolean full = flow.balance(fetching, table.slots());
    commit(consumer, fetching, table);
    if (subscribed.isEmpty()) {
      pause(POLL);
      return;
    }
    group.poll(consumer, table.isAnyRunning());
    fetching.poll((full ? SHORT_POLL : POLL).toMillis(), table);
  }

  private void follow(Consumer<byte[], byte[]> consumer, Fetching fetching, PartitionTable table) {
    Catalogue known = catalogue.get();
    if (known.equals(applied)) {
      return;
    }
    TreeSet<String> names = known.names();
    if (!names.equals(subscribed)) {
      log.info("consumes {}", names);
      consumer.subscribe(names, table);
      subscribed = names;
    }
    table.matchIds(known);
    applied = known;
    report(fetching, table);
  }

  private void commit(Consumer<byte[], byte[]> consumer, Fetching fetching, PartitionTable table) {
    long now = nanos.getAsLong();
    if (now - commitAt < 0) {
      return;
    }
    commitAt = now + COMMIT_EVERY;
    Map<TopicPartition, OffsetAndMetadata> offsets = PartitionTable.commits(table.slots());
    if (!offsets.isEmpty()) {
      consumer.commitAsync(
          offsets,
          (done, failure) -> {
            if (failure == null) {
              table.committed(done);
              said.clear("commit");
            } else {
              said.warn("commit", "failed, is tried again: " + failure.getMessage());
            }
          });
    }
    report(fetching, table);
  }

  /** Goes on polling, without taking records, until what was taken is settled. */
  private void drain(Consumer<byte[], byte[]> consumer, Fetching fetching, PartitionTable table) {
    table.slots().forEach(slot -> fetching.end(slot.topicPartition()));
    stopAt = nanos.getAsLong() + settings.stopTimeout().toNanos();
    while (nanos.getAsLong() - stopAt < 0 && !isIdle(table)) {
      commit(consumer, fetching, table);
      if (!subscribed.isEmpty()) {
        consumer.poll(SHORT_POLL);
      }
    }
    table.commitNow(table.slots());
    // A static member stays in the group unless it says that it leaves.
    consumer.close(CloseOptions.groupMembershipOperation(GroupMembershipOperation.LEAVE_GROUP));
  }

  private static boolean isIdle(PartitionTable table) {
    return table.slots().stream()
        .allMatch(slot -> slot.handler().map(PartitionHandler::isIdle).orElse(true));
  }

  private void report(Fetching fetching, PartitionTable table) {
    StatusReport report =
        new StatusReport(catalogue.get().ends(), metrics, fetching, nanos.getAsLong());
    partitions = table.slots().stream().map(report::of).sorted(StatusReport.ORDER).toList();
  }

  private void pause(Duration duration) {
    try {
      boolean stopped = stopping.await(duration.toNanos(), TimeUnit.NANOSECONDS);
      log.trace("waited, stopped: {}", stopped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
