package tributary.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.CorruptRecordException;
import tributary.transfer.bulk.ChunkOwner;
import tributary.transfer.bulk.Refusal;
import tributary.transfer.commit.SettledPrefix;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.consume.PartitionHandler;
import tributary.transfer.document.ChunkBuilder;
import tributary.transfer.document.DocumentChunk;
import tributary.transfer.document.OpenChunks;
import tributary.transfer.record.FetchedBatches;
import tributary.transfer.record.RecordCursor;

/**
 * Joins the steps for one partition: makes documents of its records, hands them to bulk, and moves
 * its offset as they settle.
 *
 * <p>Thread: its strand owns the prefix and the writers. The consumer's thread hands records over,
 * the bulk thread and the dead letters' hand settlements over; {@link #next}, {@link #openBytes}
 * and {@link #failure} are read by the consumer's, as is how far it has read.
 */
final class PartitionWorker implements PartitionHandler, ChunkOwner {

  /** What a document has beside its record's value, about. */
  private static final long OVERHEAD = 300;

  /** Bytes of documents that are made while the partition's other tasks wait. */
  private static final long TURN = 512 * 1024;

  private static final int FIRST_CHUNK = 64 * 1024;

  private final OwnedPartition partition;
  private final WorkerSteps steps;
  private final Strand strand;
  private final SettledPrefix prefix;
  private final Route route;
  private final Set<Long> replays = new HashSet<>();
  private final Unsettled open = new Unsettled();
  private final Backlog backlog;
  private volatile long share = TURN;
  private volatile long next;
  private volatile boolean closed;
  private volatile Throwable failure;
  private CorruptRecordException corrupt;
  private int finished;

  PartitionWorker(OwnedPartition partition, long start, Route route, WorkerSteps steps) {
    this.partition = partition;
    this.route = route;
    this.steps = steps;
    this.strand = new Strand(steps.pool(), this::failed);
    this.prefix = new SettledPrefix(start);
    this.next = start;
    this.backlog = new Backlog(start, steps.cursors(), this::passed);
  }

  @Override
  public void accept(FetchedBatches batches) {
    open.add(1, 0);
    backlog.announce(batches);
    strand.run(
        () -> {
          backlog.add(batches);
          make();
        });
  }

  @Override
  public void share(long bytes) {
    share = bytes;
  }

  @Override
  public void giveBack() {
    strand.run(() -> open.remove(backlog.drop(), 0));
  }

  /** Goes on only when half of the share is free, so that it isn't made use of in crumbs. */
  private void makeMore() {
    if (!backlog.isEmpty() && open.bytes() <= share / 2) {
      make();
    }
  }

  /** A turn: as many documents as there is room for, but no more than others can wait for. */
  private void make() {
    if (closed || corrupt != null) {
      open.remove(backlog.drop(), 0);
      failIfCorrupt();
      return;
    }
    long room = Math.min(TURN, share - open.bytes());
    if (room <= 0 || backlog.isEmpty()) {
      return;
    }
    steps.probes().turn().accept(partition);
    OpenChunks chunks = new OpenChunks(route.writer());
    try {
      read(chunks, room);
    } catch (CorruptRecordException e) {
      corrupt = e;
    }
    chunks.takeAll().forEach(this::send);
    open.remove(finished, 0);
    finished = 0;
    if (closed || corrupt != null || !backlog.isEmpty()) {
      strand.run(this::make);
    }
  }

  private void read(OpenChunks chunks, long room) {
    long left = room;
    while (left > 0 && !closed) {
      RecordCursor record = backlog.next();
      if (record == null) {
        return;
      }
      prefix.track(record.offset());
      left -= OVERHEAD + Math.max(0, record.valueLength());
      make(record, chunks);
    }
  }

  /** All records before that offset were read. */
  private void passed(long offset) {
    prefix.passed(offset);
    next = prefix.next();
    finished++;
  }

  private void make(RecordCursor record, OpenChunks chunks) {
    ChunkBuilder builder = chunks.of(route.index().at(record.timestamp()), FIRST_CHUNK);
    try {
      steps.probes().document().accept(record);
      if (builder.add(record)) {
        replays.add(record.offset());
      }
    } catch (RuntimeException | StackOverflowError e) {
      long weight = OVERHEAD + Math.max(0, record.valueLength());
      open.add(1, weight);
      bury(record.copy(), new Refusal("document_exception", e.toString()), weight);
      return;
    }
    if (builder.isFull()) {
      send(chunks.take(builder));
    }
  }

  /** What came before damaged bytes is settled first, since it would come again. */
  private void failIfCorrupt() {
    if (corrupt != null && open.isNone()) {
      failed(corrupt);
    }
  }

  private void send(DocumentChunk chunk) {
    open.add(chunk.size(), chunk.weight(0, chunk.size()));
    steps.bulk().add(chunk, this);
  }

  private void bury(ConsumerRecord<byte[], byte[]> record, Refusal refusal, long weight) {
    Runnable done = () -> strand.run(() -> settle(record.offset(), weight));
    if (route.ofLines()) {
      steps.deadLetters().send(record, partition.topicId(), refusal, done);
    } else {
      steps.deadLetters().left(record, refusal);
      done.run();
    }
  }

  @Override
  public void settled(DocumentChunk chunk, int from, int to) {
    strand.run(() -> indexed(chunk, from, to));
  }

  private void indexed(DocumentChunk chunk, int from, int to) {
    int settled = to - from;
    long weight = chunk.weight(from, to);
    for (int i = from; i < to; i++) {
      if (!replays.isEmpty() && replays.remove(chunk.offset(i))) {
        long ofMark = chunk.weight(i, i + 1);
        mark(chunk.at(i), ofMark);
        weight -= ofMark;
        settled--;
      } else {
        prefix.settle(chunk.offset(i));
      }
    }
    next = prefix.next();
    open.remove(settled, weight);
    failIfCorrupt();
    makeMore();
  }

  /** The mark of a letter that was put through again is stored before its record settles. */
  private void mark(ConsumerRecord<byte[], byte[]> record, long weight) {
    Runnable done = () -> strand.run(() -> settle(record.offset(), weight));
    steps.deadLetters().replayed(record, partition.topicId(), Instant.now(), done);
  }

  @Override
  public void refused(DocumentChunk chunk, int item, Refusal refusal) {
    bury(chunk.at(item), refusal, chunk.weight(item, item + 1));
  }

  @Override
  public void dropped(DocumentChunk chunk, int from, int to) {
    open.remove(to - from, chunk.weight(from, to));
  }

  private void settle(long offset, long weight) {
    prefix.settle(offset);
    next = prefix.next();
    open.remove(1, weight);
    failIfCorrupt();
    makeMore();
  }

  @Override
  public void failed(Throwable cause) {
    failure = cause;
    open.giveUp();
  }

  @Override
  public long openBytes() {
    return open.bytes();
  }

  @Override
  public long unmade() {
    return backlog.bytes();
  }

  @Override
  public long unread() {
    return backlog.unread();
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
    if (open.isNone()) {
      return Optional.empty();
    }
    return steps.bulk().waiting(route.index().base());
  }

  @Override
  public void close() {
    closed = true;
    strand.run(this::make);
    steps.bulk().dropClosed();
  }

  @Override
  public boolean isClosed() {
    return closed;
  }

  @Override
  public boolean isIdle() {
    return open.isOver();
  }

  @Override
  public boolean awaitIdle(Duration most) {
    return open.awaitOver(most);
  }

  @Override
  public String toString() {
    return "worker of " + partition;
  }
}
