package tributary.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tributary.transfer.bulk.ChunkOwner;
import tributary.transfer.bulk.Refusal;
import tributary.transfer.commit.SettledPrefix;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.consume.PartitionHandler;
import tributary.transfer.document.ChunkBuilder;
import tributary.transfer.document.DocumentChunk;
import tributary.transfer.document.Index;

/**
 * Joins the steps for one partition: makes documents of its records, hands them to bulk, and moves
 * its offset as they settle.
 *
 * <p>Thread: its strand owns the prefix and the writers. The consumer's thread hands records over,
 * the bulk thread and the dead letters' hand settlements over; {@link #next}, {@link #openBytes}
 * and {@link #failure} are read by the consumer's.
 */
final class PartitionWorker implements PartitionHandler, ChunkOwner {

  /** What a record costs beside its bytes while it is held, measured: objects, id, action line. */
  private static final int OVERHEAD = 600;

  private final OwnedPartition partition;
  private final WorkerSteps steps;
  private final Strand strand;
  private final SettledPrefix prefix;
  private final Route route;
  private final Set<Long> replays = new HashSet<>();
  private final AtomicLong openBytes = new AtomicLong();
  private final AtomicLong open = new AtomicLong();
  private volatile long next;
  private volatile boolean closed;
  private volatile Throwable failure;

  PartitionWorker(OwnedPartition partition, long start, Route route, WorkerSteps steps) {
    this.partition = partition;
    this.route = route;
    this.steps = steps;
    this.strand = new Strand(steps.pool(), this::failed);
    this.prefix = new SettledPrefix(start);
    this.next = start;
  }

  @Override
  public void accept(List<ConsumerRecord<byte[], byte[]>> records) {
    long bytes = 0;
    for (ConsumerRecord<byte[], byte[]> record : records) {
      bytes += weight(record);
    }
    openBytes.addAndGet(bytes);
    open.addAndGet(records.size());
    strand.run(() -> make(records));
  }

  private void make(List<ConsumerRecord<byte[], byte[]>> records) {
    steps.probes().turn().accept(partition);
    Map<Index, ChunkBuilder> builders = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (closed) {
        left(record);
        continue;
      }
      prefix.track(record.offset());
      make(record, builders);
    }
    builders.values().forEach(this::send);
  }

  private void make(ConsumerRecord<byte[], byte[]> record, Map<Index, ChunkBuilder> builders) {
    Index target = route.index().at(record.timestamp());
    ChunkBuilder builder =
        builders.computeIfAbsent(target, i -> new ChunkBuilder(i, route.writer()));
    try {
      steps.probes().document().accept(record);
      if (builder.add(record)) {
        replays.add(record.offset());
      }
    } catch (RuntimeException | StackOverflowError e) {
      bury(record, new Refusal("document_exception", e.toString()));
      return;
    }
    if (builder.isFull()) {
      send(builder);
      builders.remove(target);
    }
  }

  private void send(ChunkBuilder builder) {
    if (!builder.isEmpty()) {
      steps.bulk().add(builder.build(), this);
    }
  }

  private void bury(ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
    if (!route.ofLines()) {
      steps.deadLetters().left(record, refusal);
      strand.run(() -> settle(record));
      return;
    }
    steps
        .deadLetters()
        .send(record, partition.topicId(), refusal, () -> strand.run(() -> settle(record)));
  }

  @Override
  public void settled(DocumentChunk chunk, int from, int to) {
    strand.run(
        () -> {
          for (int i = from; i < to; i++) {
            indexed(chunk.at(i));
          }
        });
  }

  /** The mark of a letter that was put through again is stored before its record settles. */
  private void indexed(ConsumerRecord<byte[], byte[]> record) {
    if (replays.isEmpty() || !replays.remove(record.offset())) {
      settle(record);
      return;
    }
    steps
        .deadLetters()
        .replayed(
            record, partition.topicId(), Instant.now(), () -> strand.run(() -> settle(record)));
  }

  @Override
  public void refused(DocumentChunk chunk, int item, Refusal refusal) {
    bury(chunk.at(item), refusal);
  }

  @Override
  public void dropped(DocumentChunk chunk, int from, int to) {
    strand.run(
        () -> {
          for (int i = from; i < to; i++) {
            left(chunk.at(i));
          }
        });
  }

  private void settle(ConsumerRecord<byte[], byte[]> record) {
    if (prefix.settle(record.offset())) {
      next = prefix.next();
    }
    left(record);
  }

  private void left(ConsumerRecord<byte[], byte[]> record) {
    openBytes.addAndGet(-weight(record));
    if (open.decrementAndGet() <= 0) {
      synchronized (open) {
        open.notifyAll();
      }
    }
  }

  private void failed(Throwable cause) {
    failure = cause;
    synchronized (open) {
      open.notifyAll();
    }
  }

  @Override
  public long openBytes() {
    return openBytes.get();
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public Optional<String> waiting() {
    if (open.get() == 0) {
      return Optional.empty();
    }
    return steps.bulk().waiting(route.index().base());
  }

  @Override
  public void close() {
    closed = true;
    steps.bulk().dropClosed();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isIdle() {
    return failure != null || open.get() <= 0;
  }

  @Override
  public boolean awaitIdle(Duration most) {
    long deadline = System.nanoTime() + most.toNanos();
    synchronized (open) {
      while (!isIdle()) {
        long millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (millis <= 0) {
          return false;
        }
        try {
          open.wait(millis);
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
          return false;
        }
      }
    }
    return true;
  }

  private static long weight(ConsumerRecord<byte[], byte[]> record) {
    // The value is held twice, as a record's and as a document's.
    long weight = OVERHEAD + 2L * Math.max(0, record.serializedValueSize());
    for (Header header : record.headers()) {
      weight += header.value() == null ? 0 : header.value().length;
    }
    return weight;
  }

  @Override
  public String toString() {
    return "worker of " + partition;
  }
}
