package tributary.transfer.fetch;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.clients.Metadata.LeaderAndEpoch;
import org.apache.kafka.clients.consumer.internals.FetchConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.AuthenticationException;
import tributary.common.kafka.Brokers;

/**
 * Asks brokers for what is wanted: one call at a time for each broker, for all of its partitions
 * that have room, and again as soon as the answer was handed over. Nothing is kept here but
 * positions, so memory is bounded by the answers' size and by what the listener holds.
 *
 * <p>It does what {@code AbstractFetch} of the client does, but that batches are handed over as
 * they are stored. Sessions (KIP-227) are left to their brokers at the end, which forget the
 * oldest.
 *
 * <p>Thread: consumer.
 */
final class Fetcher implements Fetching {
  /** So soon it is looked again whether metadata has come. */
  private static final long LOOK_AGAIN = 50;

  /** As much is asked for at least, so that a partition that is nearly full asks for no crumbs. */
  private static final int LEAST_BYTES = 16 * 1024;

  private final Brokers brokers;
  private final FetchCluster cluster;
  private final FetchConfig config;
  private final LongSupplier millis;
  private final RandomGenerator random;
  private final FetchAnswers answers;
  private final Map<Integer, BrokerSession> sessions = new HashMap<>();
  private final Queue<FetchCall> done = new ArrayDeque<>();

  /** In the order in which they are asked for; those that got something go to the end. */
  private final LinkedHashMap<TopicPartition, PartitionFetch> wanted = new LinkedHashMap<>();

  /**
   * @param millis the clock that the connections and the cluster go by
   */
  Fetcher(
      Brokers brokers,
      FetchCluster cluster,
      FetchConfig config,
      LongSupplier millis,
      RandomGenerator random) {
    this.brokers = brokers;
    this.cluster = cluster;
    this.config = config;
    this.millis = millis;
    this.random = random;
    this.answers = new FetchAnswers(wanted, cluster, config, millis);
  }

  @Override
  public void begin(TopicPartition partition, Uuid topicId, long offset) {
    wanted.put(partition, new PartitionFetch(partition, topicId, offset, random));
    follow();
  }

  @Override
  public void end(TopicPartition partition) {
    if (wanted.remove(partition) != null) {
      follow();
    }
  }

  private void follow() {
    cluster.follow(wanted.keySet().stream().map(TopicPartition::topic).collect(Collectors.toSet()));
  }

  @Override
  public void room(TopicPartition partition, long bytes) {
    PartitionFetch fetch = wanted.get(partition);
    if (fetch != null) {
      if (fetch.room() <= 0 && bytes > 0) {
        sessions.values().forEach(BrokerSession::roomAgain);
      }
      fetch.room(bytes);
    }
  }

  @Override
  public Optional<String> problem(TopicPartition partition) {
    return Optional.ofNullable(wanted.get(partition))
        .map(PartitionFetch::problem)
        .filter(words -> !words.isEmpty());
  }

  @Override
  public void poll(long most, FetchListener listener) {
    long now = millis.getAsLong();
    long wait = Math.min(most, ask(now));
    brokers.poll(Math.max(0, wait), now);
    while (!done.isEmpty()) {
      FetchCall call = done.remove();
      boolean something = false;
      try {
        something = answers.take(call, listener);
      } finally {
        // Or the broker would never be asked again.
        sessions.get(call.broker().id()).answered(something);
      }
    }
    cluster.check();
  }

  /** Sends what can be sent; says when to look again. */
  private long ask(long now) {
    Map<Integer, FetchCall> calls = new HashMap<>();
    long wait = Long.MAX_VALUE;
    boolean somebodyRests = false;
    for (PartitionFetch partition : wanted.values()) {
      if (partition.room() <= 0) {
        somebodyRests = true;
      } else if (!partition.asked()) {
        wait = Math.min(wait, ask(partition, now, calls));
      }
    }
    for (FetchCall call : calls.values()) {
      send(call, somebodyRests, now);
    }
    return wait;
  }

  private long ask(PartitionFetch partition, long now, Map<Integer, FetchCall> calls) {
    if (partition.notBefore() > now) {
      return partition.notBefore() - now;
    }
    LeaderAndEpoch leader = cluster.leader(partition.partition());
    if (leader.leader.isEmpty()) {
      cluster.requestUpdate();
      partition.waiting("its leader is not known");
      return LOOK_AGAIN;
    }
    if (isAnothers(partition)) {
      cluster.requestUpdate();
      partition.waiting("its name is another topic's now");
      return LOOK_AGAIN;
    }
    Node broker = broker(partition, leader.leader.get(), now);
    BrokerSession session = sessions.computeIfAbsent(broker.id(), BrokerSession::new);
    if (session.busy()) {
      return Long.MAX_VALUE;
    }
    if (!calls.containsKey(broker.id()) && !brokers.ready(broker, now)) {
      AuthenticationException refusal = brokers.refusal(broker);
      partition.waiting(
          "no connection to broker " + broker + (refusal == null ? "" : ": " + refusal));
      return brokers.delay(broker, now);
    }
    calls
        .computeIfAbsent(broker.id(), id -> new FetchCall(broker, session.handler(), done))
        .add(partition, bytes(partition.room()), leader.epoch);
    return Long.MAX_VALUE;
  }

  /** Before version 13 a fetch names topics by name alone, so this is looked at here. */
  private boolean isAnothers(PartitionFetch partition) {
    Uuid known = cluster.topicId(partition.partition().topic());
    return !known.equals(Uuid.ZERO_UUID)
        && !partition.topicId().equals(Uuid.ZERO_UUID)
        && !known.equals(partition.topicId());
  }

  /** The replica that the leader has named for our {@code client.rack} (KIP-392), or the leader. */
  private Node broker(PartitionFetch partition, Node leader, long now) {
    Optional<Integer> named = partition.replica(now);
    if (named.isEmpty()) {
      return leader;
    }
    Node replica = cluster.replica(partition.partition(), named.get());
    if (replica == null) {
      cluster.requestUpdate();
      partition.noReplica();
      return leader;
    }
    return replica;
  }

  /** Powers of two, so that the broker needn't be told of each byte that room has changed by. */
  private int bytes(long room) {
    return (int) Math.min(config.fetchSize, Math.max(LEAST_BYTES, Long.highestOneBit(room)));
  }

  private void send(FetchCall call, boolean somebodyRests, long now) {
    BrokerSession session = sessions.get(call.broker().id());
    session.sent();
    try {
      int wait = session.waitMillis(somebodyRests, config.maxWaitMs);
      brokers.send(call.broker(), call.request(config, wait), now, call);
    } catch (RuntimeException e) {
      // Or its partitions would wait for an answer for ever.
      session.answered(false);
      answers.unanswered(call, "the request could not be sent: " + e, e);
    }
  }

  @Override
  public void close() {
    brokers.close();
  }
}
