package tributary.transfer.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Keeps what is held in memory within bounds: each partition has an equal share of it, and one that
 * holds its share is paused until there is room again.
 *
 * <p>Thread: consumer.
 */
final class FlowControl {

  /**
   * Records that may wait for a worker. As the client makes them they are some twenty objects each,
   * and the garbage collector would spend as much on a backlog of them as the workers do.
   */
  private static final int MOST_UNMADE = 2_000;

  private static final Duration LOOK = Duration.ofMillis(1);
  private static final int LOOKS = 50;

  private final long budget;

  /**
   * @param budget bytes, about, that unsettled records may take, all partitions together
   */
  FlowControl(long budget) {
    this.budget = budget;
  }

  /** Pauses those that hold too much, resumes those that have room; true if any is paused. */
  boolean balance(Consumer<byte[], byte[]> consumer, Collection<PartitionSlot> slots) {
    long share = budget / Math.max(1, slots.size());
    List<TopicPartition> pause = new ArrayList<>();
    List<TopicPartition> resume = new ArrayList<>();
    boolean paused = false;
    for (PartitionSlot slot : slots) {
      if (slot.handler().isPresent()) {
        boolean full = slot.handler().get().openBytes() >= share;
        if (full != slot.isPaused()) {
          (full ? pause : resume).add(slot.topicPartition());
          slot.paused(full);
        }
        paused |= full;
      }
    }
    consumer.pause(pause);
    consumer.resume(resume);
    return paused;
  }

  /** Lets the workers catch up, for a moment: whatever they do, polling goes on. */
  void awaitWorkers(PartitionTable table, java.util.function.Consumer<Duration> wait) {
    for (int look = 0; look < LOOKS && table.unmade() > MOST_UNMADE; look++) {
      wait.accept(LOOK);
    }
  }
}
