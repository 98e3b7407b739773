package tributary.agent.send;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.Uuid;
import tributary.agent.send.ProducerIdentity.ProducerId;
import tributary.agent.send.batch.Batch;
import tributary.agent.send.batch.Stamp;
import tributary.common.lifecycle.Backoff;

/**
 * How one partition is sent to: one batch at a time, each with the sequence after that of the last
 * one stored. Sequences belong to a producer id, a topic's UUID and a partition. Thread: sender.
 */
final class PartitionSending {
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  private final KnownTopic topic;
  private final PartitionQueue queue;
  private final Backoff backoff;
  private Optional<ProducerId> bound = Optional.empty();
  private Uuid topicId = Uuid.ZERO_UUID;
  private int next;

  /** Of other topic ids: one that comes back must not be sent sequences that it knows. */
  private final Map<Uuid, Sequence> others = new HashMap<>();

  private boolean inFlight;
  private boolean slow;
  private long retryAt;

  /**
   * How far one topic id's sequences go.
   *
   * @param bound under which producer id
   * @param next the sequence of the next record
   */
  private record Sequence(Optional<ProducerId> bound, int next) {}

  PartitionSending(KnownTopic topic, PartitionQueue queue, RandomGenerator random) {
    this.topic = topic;
    this.queue = queue;
    this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
  }

  KnownTopic topic() {
    return topic;
  }

  PartitionQueue queue() {
    return queue;
  }

  boolean inFlight() {
    return inFlight;
  }

  /** Whether its replicas kept a connection waiting, so that it goes over another one. */
  boolean slow() {
    return slow;
  }

  void slow(boolean now) {
    slow = now;
  }

  long retryAt() {
    return retryAt;
  }

  /** Tries again after a while. */
  void retryLater(long now) {
    retryAt = now + backoff.next().toMillis();
  }

  /** Tries again at once: something has changed. */
  void retryNow(long now) {
    retryAt = now;
  }

  /**
   * The topic's id as it is known now; another one is another topic, which has sequences of its
   * own. A broker that lags may tell of the one before for a moment: what is sent to the new one
   * after that goes on where it was, since a broker takes a sequence that it knows for a repetition
   * and stores nothing.
   */
  void topicId(Uuid id, Batch head) {
    if (id.equals(topicId) || id.equals(Uuid.ZERO_UUID)) {
      return;
    }
    if (!topicId.equals(Uuid.ZERO_UUID)) {
      others.put(topicId, new Sequence(bound, next));
      Sequence known = others.getOrDefault(id, new Sequence(Optional.empty(), 0));
      bound = known.bound();
      next = known.next();
      head.unstamp();
    }
    topicId = id;
  }

  Uuid topicId() {
    return topicId;
  }

  /** Stamps the batch, unless it was; a partition goes over to another id with a new stamp only. */
  void stamp(Batch batch, ProducerId current) {
    if (batch.stamp().isPresent()) {
      return;
    }
    if (bound.isEmpty() || !bound.get().equals(current)) {
      bound = Optional.of(current);
      next = 0;
    }
    batch.stamp(new Stamp(current.id(), current.epoch(), next));
  }

  /** What was stamped counts for nothing any more. */
  void unbind() {
    bound = Optional.empty();
  }

  void sent() {
    inFlight = true;
  }

  /** An answer has come, or the connection is gone. */
  void answered() {
    inFlight = false;
  }

  /** The head is stored. */
  void stored(Batch head) {
    next = head.nextSequence();
    queue.replaceHead(List.of());
    backoff.reset();
  }
}
