package tributary.agent.send;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import tributary.agent.frame.Lines;
import tributary.agent.send.batch.Batch;
import tributary.agent.send.batch.MemoryShare;
import tributary.agent.send.batch.OpenBatch;
import tributary.agent.send.batch.RecordShape;
import tributary.agent.send.batch.RunOwner;

/**
 * The batches of one partition: the open one, and those that wait to be sent, in their order.
 *
 * <p>Thread: {@link #begin}, {@link #offer} and {@link #end} a reader's, which holds the open batch
 * for as many offers as it has at a time; the rest the sender's. The sender never waits for a
 * reader: when the open batch has lingered and a reader has it, the reader ends it.
 */
final class PartitionQueue {
  private static final long BUSY_MILLIS = 1;
  private static final long NOTHING_OPEN = Long.MAX_VALUE;

  private final TopicPartition partition;
  private final BatchRules rules;
  private final MemoryShare share;
  private final ReentrantLock lock = new ReentrantLock();
  private final ConcurrentLinkedDeque<Batch> sealed = new ConcurrentLinkedDeque<>();

  /** Of whoever has the lock. */
  private OpenBatch open;

  /** Written under the lock. */
  private volatile long openedAt = NOTHING_OPEN;

  /** The sender found the open batch due and a reader at it. */
  private volatile boolean late;

  PartitionQueue(TopicPartition partition, BatchRules rules) {
    this.partition = partition;
    this.rules = rules;
    this.share = new MemoryShare(rules.pool());
  }

  TopicPartition partition() {
    return partition;
  }

  MemoryShare share() {
    return share;
  }

  /** The open batch is this reader's until {@link #end}. */
  void begin() {
    lock.lock();
  }

  /** The open batch is anybody's again. */
  void end() {
    try {
      if (late) {
        late = false;
        if (open != null && lingered(rules.millis().getAsLong()) <= 0) {
          seal();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Takes the shape's next record, between {@link #begin} and {@link #end}.
   *
   * @param text whose bytes from {@code from} on are its value
   * @return false if there is no memory for it now
   */
  boolean offer(RunOwner owner, RecordShape shape, byte[] text, int from, long timestamp) {
    if (open != null && !open.fits(shape, timestamp)) {
      seal();
    }
    if (open == null && !open(shape, timestamp)) {
      return false;
    }
    if (open.needsBlock() && !share.allowsBlock()) {
      // While others are on their way it waits for their memory: each cut off here would be small,
      // free as little when it is stored, and so make the next one small.
      if (sealed.isEmpty()) {
        seal();
      }
      return false;
    }
    open.append(owner, shape, text, from, timestamp);
    return true;
  }

  /**
   * Takes lines, between {@link #begin} and {@link #end}.
   *
   * @param most of them
   * @return how many; if that is less, there is no memory for the next one now
   */
  int offer(RunOwner owner, RecordShape shape, Lines lines, int most, long timestamp) {
    int taken = 0;
    while (taken < most) {
      int more = open == null ? 0 : open.append(owner, shape, lines, taken, most, timestamp);
      taken += more;
      if (more == 0) {
        // It begins a block or a batch, or is long.
        shape.next(lines.length(taken), lines.offset(taken), lines.offset(taken + 1), null);
        if (!offer(owner, shape, lines.bytes(), lines.start(taken), timestamp)) {
          break;
        }
        taken++;
      }
    }
    return taken;
  }

  private boolean open(RecordShape shape, long timestamp) {
    if (!share.allowsBlock()) {
      return false;
    }
    open = new OpenBatch(share, rules.codec(), rules.limit());
    long now = rules.millis().getAsLong();
    openedAt = now;
    rules.wakeAt().accept(now + rules.lingerMillis());
    return open.fits(shape, timestamp);
  }

  private void seal() {
    endOpen();
    rules.wakeAt().accept(rules.millis().getAsLong());
  }

  private void endOpen() {
    sealed.addLast(open.seal());
    open = null;
    openedAt = NOTHING_OPEN;
  }

  /** Milliseconds that the open batch may still linger. */
  private long lingered(long now) {
    long at = openedAt;
    return at == NOTHING_OPEN ? Long.MAX_VALUE : at + rules.lingerMillis() - now;
  }

  /**
   * Ends the open batch if it is the next to be sent and has lingered.
   *
   * @return milliseconds until there is something to send; 0 if there is, {@link Long#MAX_VALUE} if
   *     nothing waits
   */
  long due(long now) {
    if (!sealed.isEmpty()) {
      return 0;
    }
    long left = lingered(now);
    if (left > 0) {
      return left;
    }
    if (!lock.tryLock()) {
      late = true;
      return BUSY_MILLIS;
    }
    try {
      if (open != null && sealed.isEmpty()) {
        endOpen();
      }
      return sealed.isEmpty() ? Long.MAX_VALUE : 0;
    } finally {
      lock.unlock();
    }
  }

  /** The batch that is to be sent next; null if none is sealed. */
  Batch head() {
    return sealed.peekFirst();
  }

  /** Puts others in the head's place, which may be none. */
  void replaceHead(List<Batch> others) {
    sealed.removeFirst();
    for (int i = others.size() - 1; i >= 0; i--) {
      sealed.addFirst(others.get(i));
    }
  }

  /** Empties it: all that it held, the open batch as well. */
  List<Batch> takeAll() {
    lock.lock();
    try {
      if (open != null) {
        endOpen();
      }
      List<Batch> all = new ArrayList<>(sealed);
      sealed.clear();
      return all;
    } finally {
      lock.unlock();
    }
  }
}
