package tributary.agent.send;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;
import tributary.agent.frame.TopicState;
import tributary.common.lifecycle.Backoff;

/**
 * One topic as the directory knows it.
 *
 * <p>Thread: {@link #name}, {@link #state} and {@link #partitions} any, the rest the directory's.
 */
final class KnownTopic {
  private static final TopicState PENDING = new TopicState.Pending();

  private final String name;

  /** Between looks for what should be there any moment. */
  private final Backoff polls;

  /** Between attempts at what was refused. */
  private final Backoff refusals;

  private Future<?> next = CompletableFuture.completedFuture(null);
  private volatile Standing standing = new Standing(PENDING, 0);

  /**
   * Both in one, so that a reader of them never mixes two looks.
   *
   * @param state where it stands
   * @param partitions how many it has, if it is ready
   */
  private record Standing(TopicState state, int partitions) {}

  KnownTopic(String name, RandomGenerator random) {
    this.name = name;
    this.polls = new Backoff(Duration.ofMillis(20), Duration.ofSeconds(1), random);
    this.refusals = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), random);
  }

  String name() {
    return name;
  }

  TopicState state() {
    return standing.state();
  }

  /** How many partitions it has; 0 when it is not ready. */
  int partitions() {
    return standing.partitions();
  }

  Backoff polls() {
    return polls;
  }

  Backoff refusals() {
    return refusals;
  }

  /** The look that comes next; the one that would have come is cancelled. */
  void next(Future<?> look) {
    next.cancel(false);
    next = look;
  }

  void ready(int partitions) {
    if (standing.partitions() != partitions) {
      standing = new Standing(new TopicState.Ready(), partitions);
    }
  }

  void pending() {
    standing = new Standing(PENDING, 0);
  }

  void refused(String reason) {
    standing = new Standing(new TopicState.Refused(reason), 0);
  }
}
