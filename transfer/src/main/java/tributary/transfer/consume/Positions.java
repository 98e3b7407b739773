package tributary.transfer.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out where partitions begin: at what is settled or committed, within what the broker has.
 *
 * <p>Thread: consumer.
 */
final class Positions {

  private static final Logger log = LoggerFactory.getLogger(Positions.class);

  private final Consumer<?, ?> consumer;
  private final Supplier<Catalogue> catalogue;
  private final LongSupplier nanos;

  Positions(Consumer<?, ?> consumer, Supplier<Catalogue> catalogue, LongSupplier nanos) {
    this.consumer = consumer;
    this.catalogue = catalogue;
    this.nanos = nanos;
  }

  /**
   * Those of the slots that wait for their position and have it now. What the catalogue doesn't
   * have now (a topic that was deleted, a partition without a leader) is not asked for: no one
   * would answer, and all others would wait for it. What fails is tried again later; polling goes
   * on meanwhile.
   *
   * @param most for each question
   */
  Map<PartitionSlot, StartPosition> find(Collection<PartitionSlot> slots, Duration most) {
    List<PartitionSlot> starting = starting(slots);
    Map<PartitionSlot, StartPosition> found = new LinkedHashMap<>();
    if (starting.isEmpty()) {
      return found;
    }
    try {
      List<TopicPartition> names = starting.stream().map(PartitionSlot::topicPartition).toList();
      Map<TopicPartition, Long> begins = consumer.beginningOffsets(names, most);
      Map<TopicPartition, Long> ends = consumer.endOffsets(names, most);
      Map<TopicPartition, OffsetAndMetadata> commits =
          consumer.committed(new HashSet<>(names), most);
      for (PartitionSlot slot : starting) {
        TopicPartition name = slot.topicPartition();
        found.put(slot, position(slot, commits.get(name), begins.get(name), ends.get(name)));
      }
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      // By the time of now: asking may have taken longer than the wait.
      starting.forEach(slot -> slot.startLater(nanos.getAsLong(), e.getMessage()));
      log.warn("the positions of {} can't be found out, tried again: {}", starting, e.getMessage());
    }
    return found;
  }

  /** All whose turn it is, and one alone of those that failed, since it may fail the others. */
  private List<PartitionSlot> starting(Collection<PartitionSlot> slots) {
    long now = nanos.getAsLong();
    Catalogue known = catalogue.get();
    List<PartitionSlot> starting =
        slots.stream().filter(slot -> slot.wantsStart(now) && known.has(slot.partition())).toList();
    List<PartitionSlot> fresh = starting.stream().filter(slot -> !slot.failedToStart()).toList();
    return fresh.isEmpty() ? starting.stream().limit(1).toList() : fresh;
  }

  private static StartPosition position(
      PartitionSlot slot, OffsetAndMetadata commit, long begin, long end) {
    if (commit != null) {
      slot.committed(commit);
    }
    return slot.settled()
        .map(settled -> StartPosition.resume(settled, begin, end))
        .orElseGet(() -> StartPosition.of(slot.partition().topicId(), commit, begin, end));
  }
}
