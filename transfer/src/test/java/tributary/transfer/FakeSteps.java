package tributary.transfer;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tributary.transfer.bulk.ChunkOwner;
import tributary.transfer.bulk.DocumentIntake;
import tributary.transfer.bulk.Refusal;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.deadletter.LetterIntake;
import tributary.transfer.document.DocumentChunk;
import tributary.transfer.document.IndexPattern;
import tributary.transfer.record.RecordCursor;

/** What workers hand on to; nothing happens but what the test says. Thread: the test's. */
final class FakeSteps implements DocumentIntake, LetterIntake {

  static final Refusal REFUSAL = new Refusal("document_parsing_exception", "as injected");

  /** A document that bulk has. */
  record Document(DocumentChunk chunk, int item, ChunkOwner owner) {
    long offset() {
      return chunk.offset(item);
    }

    void settle() {
      owner.settled(chunk, item, item + 1);
    }

    void refuse() {
      owner.refused(chunk, item, REFUSAL);
    }
  }

  /** A record on its way to its dead letters. */
  record Letter(ConsumerRecord<byte[], byte[]> record, Refusal refusal, Runnable done) {}

  final List<Document> documents = new ArrayList<>();
  final List<Letter> letters = new ArrayList<>();
  final List<Letter> marks = new ArrayList<>();
  final List<Long> left = new ArrayList<>();
  private final Deque<Runnable> tasks = new ArrayDeque<>();
  Optional<String> waiting = Optional.empty();
  Consumer<OwnedPartition> turn = partition -> {};
  Consumer<RecordCursor> making = record -> {};
  Consumer<Long> handedOn = offset -> {};

  PartitionWorker worker(OwnedPartition partition, long start) {
    Probes probes = new Probes(at -> turn.accept(at), record -> making.accept(record));
    return new PartitionWorker(
        partition,
        start,
        Route.of(partition, IndexPattern.TOPIC, new DeadLetterSettings(".dead", "tributary-dead")),
        new WorkerSteps(tasks::add, new CursorPool(), this, this, probes));
  }

  /** Does one task of the workers' pool; false if there is none. */
  boolean runOne() {
    Runnable task = tasks.poll();
    if (task != null) {
      task.run();
    }
    return task != null;
  }

  /** Until nobody has anything to do. */
  void run() {
    boolean more = true;
    while (more) {
      more = runOne();
    }
  }

  List<Long> offsets() {
    return documents.stream().map(Document::offset).toList();
  }

  /** The document with that offset, which bulk has no longer. */
  Document take(long offset) {
    Document found =
        documents.stream().filter(one -> one.offset() == offset).findFirst().orElseThrow();
    documents.remove(found);
    return found;
  }

  void settle(long... offsets) {
    for (long offset : offsets) {
      take(offset).settle();
    }
    run();
  }

  @Override
  public void add(DocumentChunk chunk, ChunkOwner owner) {
    for (int i = 0; i < chunk.size(); i++) {
      documents.add(new Document(chunk, i, owner));
      handedOn.accept(chunk.offset(i));
    }
  }

  @Override
  public void dropClosed() {
    List<Document> closed = documents.stream().filter(one -> one.owner().isClosed()).toList();
    documents.removeAll(closed);
    closed.forEach(one -> one.owner().dropped(one.chunk(), one.item(), one.item() + 1));
  }

  @Override
  public Optional<String> waiting(String base) {
    return waiting;
  }

  @Override
  public void send(
      ConsumerRecord<byte[], byte[]> record, String topicId, Refusal refusal, Runnable done) {
    letters.add(new Letter(record, refusal, done));
  }

  @Override
  public void replayed(
      ConsumerRecord<byte[], byte[]> record, String topicId, Instant settled, Runnable done) {
    marks.add(new Letter(record, REFUSAL, done));
  }

  @Override
  public void left(ConsumerRecord<byte[], byte[]> record, Refusal refusal) {
    left.add(record.offset());
  }
}
