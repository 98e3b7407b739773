package tributary.transfer.consume;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import tributary.common.lifecycle.Backoff;
import tributary.transfer.fetch.Fetching;

/**
 * An assigned partition: where it stands, and who handles it.
 *
 * <p>Thread: consumer.
 */
final class PartitionSlot {

  private static final Duration FIRST_RESTART = Duration.ofSeconds(1);
  private static final Duration LAST_RESTART = Duration.ofSeconds(30);
  private static final long NONE = -1;

  /** Where the partition stands. */
  sealed interface State {}

  /** Somebody handles it. */
  sealed interface Handled extends State {
    /** By whom. */
    PartitionHandler handler();
  }

  /**
   * Its position has to be found out.
   *
   * @param settled everything before it is settled as far as we know ourselves, or -1
   * @param at not before, by the clock of {@link System#nanoTime}
   */
  record Starting(long settled, long at) implements State {}

  /**
   * Its records are handled.
   *
   * @param handler by whom
   */
  record Running(PartitionHandler handler) implements Handled {}

  /**
   * Its records are handled, but none are fetched: it gave back what was fetched and waited.
   *
   * @param handler by whom
   */
  record GaveBack(PartitionHandler handler) implements Handled {}

  private final Backoff backoff;
  private OwnedPartition partition;
  private State state;
  private boolean paused;
  private boolean failedToStart;
  private int restarts;
  private String error = "";
  private long committed = NONE;
  private long unread = NONE;
  private long unreadSince;

  PartitionSlot(OwnedPartition partition, long now, RandomGenerator random) {
    this.partition = partition;
    this.state = new Starting(NONE, now);
    this.backoff = new Backoff(FIRST_RESTART, LAST_RESTART, random);
  }

  OwnedPartition partition() {
    return partition;
  }

  TopicPartition topicPartition() {
    return partition.topicPartition();
  }

  State state() {
    return state;
  }

  int restarts() {
    return restarts;
  }

  /** What went wrong last; empty if nothing has. */
  String error() {
    return error;
  }

  void error(String words) {
    error = words;
  }

  boolean isPaused() {
    return paused;
  }

  void paused(boolean value) {
    paused = value;
  }

  Optional<PartitionHandler> handler() {
    return state instanceof Handled handled ? Optional.of(handled.handler()) : Optional.empty();
  }

  boolean isHandled() {
    return handler().isPresent();
  }

  boolean gaveBack() {
    return state instanceof GaveBack;
  }

  boolean wantsStart(long now) {
    return state instanceof Starting starting && now - starting.at() >= 0;
  }

  /** What is settled as far as we know ourselves; empty before the first commit was read. */
  Optional<Long> settled() {
    return state instanceof Starting starting && starting.settled() != NONE
        ? Optional.of(starting.settled())
        : Optional.empty();
  }

  /** A new handler, and fetching for it, begin. */
  void run(PartitionHandler handler, Fetching fetching) {
    failedToStart = false;
    fetch(handler, fetching);
  }

  private void fetch(PartitionHandler handler, Fetching fetching) {
    state = new Running(handler);
    fetching.begin(topicPartition(), Uuid.fromString(partition.topicId()), handler.unread());
  }

  /** For how long its handler has read nothing, nanoseconds, as far as that was asked for. */
  long standsStill(long now) {
    long known = handler().map(PartitionHandler::unread).orElse(NONE);
    if (known != unread) {
      unread = known;
      unreadSince = now;
    }
    return now - unreadSince;
  }

  /** Nothing is fetched, and what was and waits is forgotten. */
  void giveBack(Fetching fetching) {
    fetching.end(topicPartition());
    handler()
        .ifPresent(
            handler -> {
              handler.giveBack();
              state = new GaveBack(handler);
            });
  }

  /** From the first record that its handler hasn't read. */
  void fetchAgain(Fetching fetching) {
    handler().ifPresent(handler -> fetch(handler, fetching));
  }

  /** Its position could not be found out: again a little later. */
  void startLater(long now, String why) {
    if (state instanceof Starting starting) {
      failedToStart = true;
      error = "its position can't be found out: " + why;
      state = new Starting(starting.settled(), now + FIRST_RESTART.toNanos());
    }
  }

  /** Whether its position could not be found out the last time. */
  boolean failedToStart() {
    return failedToStart;
  }

  /** Closes a handler that threw; a new one goes on from what was settled, after a while. */
  void restart(PartitionHandler failed, Throwable cause, long now) {
    failed.close();
    restarts++;
    error = cause.toString();
    // Progress between two crashes makes the next wait short again.
    if (failed.next() > Math.max(committed, 0)) {
      backoff.reset();
    }
    state = new Starting(failed.next(), now + backoff.next().toNanos());
  }

  /** The position is found out anew, from what is settled. */
  void reposition(long now) {
    handler()
        .ifPresent(
            handler -> {
              handler.close();
              state = new Starting(handler.next(), now);
            });
  }

  /**
   * Its log was cut at that offset, from which it goes on if more was settled. A commit that is
   * beyond it must then be taken back, or whoever goes on after us would pass over what is new.
   */
  Optional<OffsetAndMetadata> cut(long end, long now) {
    reposition(now);
    if (settled().orElse(0L) <= end) {
      return Optional.empty();
    }
    state = new Starting(end, now);
    committed = Math.min(committed, end);
    return Optional.of(new OffsetAndMetadata(end, Optional.empty(), partition.topicId()));
  }

  /** Its records are kept from us: again from what is settled, after the longest wait. */
  void mayNotRead(String why, long now) {
    reposition(now + LAST_RESTART.toNanos());
    error = why;
  }

  /** The topic was deleted and created again. */
  void recreated(String topicId, long now) {
    handler().ifPresent(PartitionHandler::close);
    partition = new OwnedPartition(partition.topic(), topicId, partition.number());
    state = new Starting(NONE, now);
    committed = NONE;
  }

  /** What to commit, if it is more than was committed. */
  Optional<OffsetAndMetadata> commit() {
    long next = handler().map(PartitionHandler::next).orElse(NONE);
    if (next <= 0 || next <= committed) {
      return Optional.empty();
    }
    return Optional.of(new OffsetAndMetadata(next, Optional.empty(), partition.topicId()));
  }

  void committed(OffsetAndMetadata offset) {
    if (offset.metadata().equals(partition.topicId())) {
      committed = Math.max(committed, offset.offset());
    }
  }

  @Override
  public String toString() {
    return partition.toString();
  }
}
