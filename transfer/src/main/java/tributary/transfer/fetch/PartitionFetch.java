package tributary.transfer.fetch;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import tributary.common.lifecycle.Backoff;

/** Where the fetching of a wanted partition stands. Thread: consumer. */
final class PartitionFetch {
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);
  private static final int NO_REPLICA = -1;

  private final TopicPartition partition;
  private final Uuid topicId;
  private final Backoff backoff;
  private long offset;
  private Optional<Integer> lastEpoch = Optional.empty();
  private boolean withoutEpoch;
  private long room;
  private boolean asked;
  private long notBefore = Long.MIN_VALUE;
  private int replica = NO_REPLICA;
  private long replicaUntil;
  private String problem = "";

  PartitionFetch(TopicPartition partition, Uuid topicId, long offset, RandomGenerator random) {
    this.partition = partition;
    this.topicId = topicId;
    this.offset = offset;
    this.backoff = new Backoff(FIRST_WAIT, LONGEST_WAIT, random);
  }

  TopicPartition partition() {
    return partition;
  }

  Uuid topicId() {
    return topicId;
  }

  /** Of the next record. */
  long offset() {
    return offset;
  }

  /** The leader epoch of the last batch, by which a broker notices a log that was cut (KIP-595). */
  Optional<Integer> lastEpoch() {
    return lastEpoch;
  }

  /** Batches were handed over. */
  void fetched(long next, int epoch) {
    offset = next;
    lastEpoch = withoutEpoch || epoch < 0 ? Optional.empty() : Optional.of(epoch);
  }

  /** Asks without an epoch from now on: the broker has lost its own list of them. */
  void withoutEpoch() {
    withoutEpoch = true;
    lastEpoch = Optional.empty();
  }

  long room() {
    return room;
  }

  void room(long bytes) {
    room = bytes;
  }

  /** Whether an answer is on its way. */
  boolean asked() {
    return asked;
  }

  void asked(boolean value) {
    asked = value;
  }

  /** The clock's milliseconds before which it isn't asked for again. */
  long notBefore() {
    return notBefore;
  }

  /** Something is wrong: a little later again. */
  void later(long now, String why) {
    notBefore = now + backoff.next().toMillis();
    problem = why;
  }

  /** Something is not known yet that it can't be asked for without. */
  void waiting(String why) {
    problem = why;
  }

  /** All is well with it, or may be now. */
  void well() {
    notBefore = Long.MIN_VALUE;
    problem = "";
    backoff.reset();
  }

  /** Empty if nothing is wrong. */
  String problem() {
    return problem;
  }

  /** The replica that the leader has named for us, if it still counts. */
  Optional<Integer> replica(long now) {
    return replica != NO_REPLICA && now < replicaUntil ? Optional.of(replica) : Optional.empty();
  }

  void replica(int node, long until) {
    replica = node;
    replicaUntil = until;
  }

  /** From the leader again. */
  void noReplica() {
    replica = NO_REPLICA;
  }

  @Override
  public String toString() {
    return partition + "@" + offset;
  }
}
