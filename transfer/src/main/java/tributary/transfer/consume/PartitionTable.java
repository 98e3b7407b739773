package tributary.transfer.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.transfer.fetch.FetchListener;
import tributary.transfer.fetch.Fetching;
import tributary.transfer.record.FetchedBatches;

/**
 * The partitions that are assigned to this consumer, kept as the group moves them.
 *
 * <p>To the client each is paused at offset 0 for ever, so that it never fetches one, nor looks for
 * a position itself: once that is known, the partition is fetched by {@link Fetching}. One that
 * goes is closed: what is in flight settles within five seconds and is committed, the rest is its
 * next owner's.
 *
 * <p>Thread: consumer; the client calls the listener's methods inside {@code poll}, as fetching
 * does.
 */
final class PartitionTable implements ConsumerRebalanceListener, FetchListener {

  private static final Logger log = LoggerFactory.getLogger(PartitionTable.class);
  private static final Duration HAND_OVER = Duration.ofSeconds(5);

  private final Consumer<byte[], byte[]> consumer;
  private final Fetching fetching;
  private final Supplier<Catalogue> catalogue;
  private final PartitionHandler.Factory handlers;
  private final ConsumeMetrics metrics;
  private final LongSupplier nanos;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Positions positions;
  private final Map<TopicPartition, PartitionSlot> slots = new HashMap<>();

  PartitionTable(
      Consumer<byte[], byte[]> consumer,
      Fetching fetching,
      Supplier<Catalogue> catalogue,
      PartitionHandler.Factory handlers,
      ConsumeMetrics metrics,
      LongSupplier nanos) {
    this.consumer = consumer;
    this.fetching = fetching;
    this.catalogue = catalogue;
    this.handlers = handlers;
    this.metrics = metrics;
    this.nanos = nanos;
    this.positions = new Positions(consumer, catalogue, nanos);
  }

  Collection<PartitionSlot> slots() {
    return slots.values();
  }

  /** Whether records of any are handled. */
  boolean isAnyRunning() {
    return slots.values().stream().anyMatch(slot -> slot.handler().isPresent());
  }

  PartitionSlot slot(TopicPartition partition) {
    return slots.get(partition);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<String, String> ids = catalogue.get().topics();
    for (TopicPartition partition : partitions) {
      String id = ids.getOrDefault(partition.topic(), "");
      PartitionSlot slot =
          new PartitionSlot(
              new OwnedPartition(partition.topic(), id, partition.partition()),
              nanos.getAsLong(),
              random);
      slots.put(partition, slot);
      hold(slot);
    }
    log.info("assigned {}", partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<PartitionSlot> going = remove(partitions);
    going.forEach(slot -> slot.handler().ifPresent(PartitionHandler::close));
    long deadline = nanos.getAsLong() + HAND_OVER.toNanos();
    for (PartitionSlot slot : going) {
      Duration left = Duration.ofNanos(Math.max(0, deadline - nanos.getAsLong()));
      boolean idle = slot.handler().map(handler -> handler.awaitIdle(left)).orElse(true);
      if (!idle) {
        log.info("{}: what is still in flight is left to its next owner", slot.partition());
      }
    }
    commitNow(going);
    log.info("handed over {}", partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    remove(partitions).forEach(slot -> slot.handler().ifPresent(PartitionHandler::close));
    log.warn("lost {}: the group has given them to others", partitions);
  }

  /** The consumer ends, and has none of them any more. */
  void close() {
    remove(Set.copyOf(slots.keySet()))
        .forEach(slot -> slot.handler().ifPresent(PartitionHandler::close));
  }

  private List<PartitionSlot> remove(Collection<TopicPartition> partitions) {
    List<PartitionSlot> removed = new ArrayList<>();
    for (TopicPartition partition : partitions) {
      PartitionSlot slot = slots.remove(partition);
      if (slot != null) {
        fetching.end(partition);
        metrics.gone(slot.partition());
        removed.add(slot);
      }
    }
    return removed;
  }

  /** Commits what these have settled, and waits for it a little. */
  void commitNow(Collection<PartitionSlot> which) {
    Map<TopicPartition, OffsetAndMetadata> offsets = commits(which);
    if (offsets.isEmpty()) {
      return;
    }
    try {
      consumer.commitSync(offsets, HAND_OVER);
    } catch (KafkaException e) {
      log.warn("the last positions could not be committed, their records come again", e);
    }
  }

  /** What is to be committed. */
  static Map<TopicPartition, OffsetAndMetadata> commits(Collection<PartitionSlot> which) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    for (PartitionSlot slot : which) {
      slot.commit().ifPresent(offset -> offsets.put(slot.topicPartition(), offset));
    }
    return offsets;
  }

  void committed(Map<TopicPartition, OffsetAndMetadata> offsets) {
    offsets.forEach(
        (partition, offset) -> {
          PartitionSlot slot = slots.get(partition);
          if (slot != null) {
            slot.committed(offset);
          }
        });
  }

  /** Notices topics that were created again. */
  void matchIds(Catalogue known) {
    for (PartitionSlot slot : slots.values()) {
      String id = known.topics().getOrDefault(slot.partition().topic(), "");
      if (!id.isEmpty() && !id.equals(slot.partition().topicId())) {
        if (!slot.partition().topicId().isEmpty()) {
          log.warn("{}: the topic was created again, it is read from its start", slot.partition());
        }
        slot.recreated(id, nanos.getAsLong());
        hold(slot);
      }
    }
  }

  /** Starts again what threw. */
  void supervise() {
    for (PartitionSlot slot : slots.values()) {
      slot.handler()
          .ifPresent(
              handler -> handler.failure().ifPresent(failure -> restart(slot, handler, failure)));
    }
  }

  private void restart(PartitionSlot slot, PartitionHandler handler, Throwable failure) {
    log.error("{}: its worker threw and is started again", slot.partition(), failure);
    metrics.restarted(slot.partition());
    slot.restart(handler, failure, nanos.getAsLong());
    hold(slot);
  }

  /** Begins with those that wait for their position, as far as it can be found out. */
  void start(Duration most) {
    positions.find(slots.values(), most).forEach(this::start);
  }

  private void start(PartitionSlot slot, StartPosition position) {
    if (!position.remark().isEmpty()) {
      log.warn("{}: {}", slot.partition(), position.remark());
      slot.error(position.remark());
      metrics.lost(slot.partition(), position.lost());
    }
    slot.run(handlers.open(slot.partition(), position.offset()), fetching);
    slot.paused(false);
  }

  @Override
  public void fetched(FetchedBatches batches) {
    PartitionSlot slot = slots.get(batches.partition());
    if (slot != null) {
      slot.handler().ifPresent(handler -> handler.accept(batches));
    }
  }

  @Override
  public void outOfRange(TopicPartition partition, String why) {
    PartitionSlot slot = slots.get(partition);
    if (slot != null) {
      log.warn("{}: {}, its position is found out anew", partition, why);
      slot.reposition(nanos.getAsLong());
      hold(slot);
    }
  }

  /** What was settled behind the cut counts no more: other records have its offsets now. */
  @Override
  public void cut(TopicPartition partition, long end, String why) {
    PartitionSlot slot = slots.get(partition);
    if (slot != null) {
      log.warn("{}: {}, it is read again from where it was cut", partition, why);
      slot.cut(end, nanos.getAsLong())
          .ifPresent(offset -> consumer.commitAsync(Map.of(partition, offset), null));
      hold(slot);
    }
  }

  @Override
  public void mayNotRead(TopicPartition partition, String why) {
    askLater(partition, why);
  }

  @Override
  public void corrupt(TopicPartition partition, String why) {
    askLater(partition, why);
  }

  /** The topics' records are kept from us: the others go on, and these are asked for later. */
  void mayNotRead(Collection<String> topics, String why) {
    for (PartitionSlot slot : slots.values()) {
      if (topics.contains(slot.partition().topic())) {
        askLater(slot, why);
      }
    }
  }

  /** The others go on. */
  private void askLater(TopicPartition partition, String why) {
    PartitionSlot slot = slots.get(partition);
    if (slot != null) {
      askLater(slot, why);
    }
  }

  private void askLater(PartitionSlot slot, String why) {
    if (slot.handler().isPresent()) {
      log.warn("{}: {}", slot.partition(), why);
      slot.mayNotRead(why, nanos.getAsLong());
      hold(slot);
    }
  }

  /** The client itself never fetches it, nor looks for a position. */
  private void hold(PartitionSlot slot) {
    fetching.end(slot.topicPartition());
    consumer.seek(slot.topicPartition(), 0);
    consumer.pause(List.of(slot.topicPartition()));
    slot.paused(true);
  }
}
