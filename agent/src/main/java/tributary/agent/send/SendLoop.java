package tributary.agent.send;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.protocol.Errors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.frame.TopicState;
import tributary.agent.send.ProducerIdentity.ProducerId;
import tributary.agent.send.batch.Batch;
import tributary.common.kafka.Brokers;

/**
 * The sender's thread: looks which partitions have a batch to send, gathers them by broker, and
 * waits for answers and for new batches.
 *
 * <p>A broker serves a connection's requests one after the other, so partitions whose replicas kept
 * one waiting go over a second connection until they are well again.
 */
final class SendLoop implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SendLoop.class);
  private static final long LONGEST_WAIT = 1_000;

  /** How long a broker may wait for replicas while others wait behind it. */
  private static final int REPLICAS_MILLIS = 1_500;

  private static final int SLOW_REPLICAS_MILLIS = 5_000;

  /** Bytes of one request, unless a batch alone has more. */
  private static final int REQUEST_LIMIT = 1 << 20;

  private final Brokers brokers;
  private final ClusterView cluster;
  private final ProducerIdentity identity;
  private final Settlement settlement;
  private final SenderProblem problem;
  private final LongSupplier millis;
  private final List<PartitionSending> sendings = new CopyOnWriteArrayList<>();
  private int first;
  private volatile long wakeAt = Long.MAX_VALUE;
  private volatile boolean closing;

  SendLoop(
      Brokers brokers,
      ClusterView cluster,
      ProducerIdentity identity,
      Settlement settlement,
      SenderProblem problem,
      LongSupplier millis) {
    this.brokers = brokers;
    this.cluster = cluster;
    this.identity = identity;
    this.settlement = settlement;
    this.problem = problem;
    this.millis = millis;
  }

  /** A connection of its own to the same broker, for what waits long. */
  private record Lane(Node broker, boolean slow) {
    Node node() {
      return slow
          ? new Node(Integer.MAX_VALUE - broker.id(), broker.host(), broker.port(), broker.rack())
          : broker;
    }
  }

  /** Sends to another partition from now on. Any thread. */
  void add(PartitionSending sending) {
    sendings.add(sending);
  }

  /** There will be something to send at that time. Any thread. */
  void wakeAt(long time) {
    if (time < wakeAt) {
      brokers.wakeup();
    }
  }

  @Override
  public void run() {
    while (!closing) {
      try {
        step();
      } catch (RuntimeException e) {
        log.error("the sender failed and goes on", e);
        rest();
      }
    }
  }

  private void rest() {
    try {
      brokers.poll(LONGEST_WAIT, millis.getAsLong());
    } catch (RuntimeException e) {
      log.debug("nor can it wait for answers", e);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LONGEST_WAIT));
    }
  }

  /** Ends the loop. Any thread. */
  void end() {
    closing = true;
    brokers.wakeup();
  }

  /** Sends what can be sent, and waits for what comes. */
  void step() {
    wakeAt = Long.MAX_VALUE;
    long now = millis.getAsLong();
    check();
    long wait = Math.min(LONGEST_WAIT, identity.keep(now));
    Map<Lane, ProduceCall> calls = new HashMap<>();
    int count = sendings.size();
    for (int i = 0; i < count; i++) {
      wait = Math.min(wait, look(sendings.get((first + i) % count), now, calls));
    }
    first = count == 0 ? 0 : (first + 1) % count;
    calls.forEach((lane, call) -> send(lane, call, now));
    wakeAt = now + wait;
    brokers.poll(Math.max(0, wait), now);
  }

  private void check() {
    try {
      cluster.check();
    } catch (KafkaException e) {
      problem.set(SenderProblem.CLUSTER, String.valueOf(e.getMessage()));
    }
  }

  /** Adds the partition's next batch to a call if it can go; returns when to look again. */
  private long look(PartitionSending sending, long now, Map<Lane, ProduceCall> calls) {
    if (sending.inFlight()) {
      return Long.MAX_VALUE;
    }
    PartitionQueue queue = sending.queue();
    long due = queue.due(now);
    if (due == Long.MAX_VALUE) {
      return due;
    }
    if (sending.topic().state() instanceof TopicState.Refused refused) {
      settlement.dissolveAll(sending, refused.reason());
      return Long.MAX_VALUE;
    }
    if (sending.retryAt() > now) {
      return sending.retryAt() - now;
    }
    if (due > 0) {
      return due;
    }
    Batch head = queue.head();
    if (head.stamp().isEmpty() && head.holdsRefused()) {
      settlement.strip(sending, head);
      return 0;
    }
    return route(sending, head, now, calls);
  }

  private long route(PartitionSending sending, Batch head, long now, Map<Lane, ProduceCall> calls) {
    PartitionQueue queue = sending.queue();
    int partitions = cluster.partitions(queue.partition().topic());
    if (partitions > 0 && queue.partition().partition() >= partitions) {
      settlement.partitionGone(sending);
      return Long.MAX_VALUE;
    }
    Node leader = cluster.leader(queue.partition());
    if (leader == null) {
      cluster.requestUpdate();
      sending.retryLater(now);
      return sending.retryAt() - now;
    }
    sending.topicId(cluster.topicId(queue.partition().topic()), head);
    Optional<ProducerId> current = identity.current();
    if (head.stamp().isEmpty() && current.isEmpty()) {
      return identity.keep(now);
    }
    Lane lane = new Lane(leader, sending.slow());
    if (!calls.containsKey(lane) && !brokers.ready(lane.node(), now)) {
      return brokers.delay(lane.node(), now);
    }
    ProduceCall call = calls.computeIfAbsent(lane, each -> new ProduceCall(settlement));
    if (!call.takes(head, REQUEST_LIMIT)) {
      return Long.MAX_VALUE;
    }
    current.ifPresent(id -> sending.stamp(head, id));
    call.add(sending, head);
    return Long.MAX_VALUE;
  }

  private void send(Lane lane, ProduceCall call, long now) {
    int timeout = lane.slow() ? SLOW_REPLICAS_MILLIS : REPLICAS_MILLIS;
    try {
      brokers.send(lane.node(), call.request(timeout), now, call);
    } catch (RuntimeException e) {
      log.error("a request to {} could not be sent, its batches are sent again", lane.broker(), e);
      // Or its partitions would wait for an answer for ever.
      call.unanswered(Errors.NETWORK_EXCEPTION);
    }
  }
}
