package tributary.agent.send;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.TopicPartition;
import tributary.agent.send.batch.Batch;
import tributary.agent.send.batch.MemoryShare;
import tributary.agent.send.batch.OpenBatch;
import tributary.agent.send.batch.RecordShape;
import tributary.agent.send.batch.RunOwner;

/**
 * The batches of one partition: the open one, and those that wait to be sent, in their order.
 *
 * <p>Thread: {@link #offer} a reader's, the rest the sender's. While a reader compresses a block,
 * the sender does not wait for it: it looks again a moment later.
 */
final class PartitionQueue {
  private static final long BUSY_MILLIS = 1;

  private final TopicPartition partition;
  private final BatchRules rules;
  private final MemoryShare share;
  private final ReentrantLock lock = new ReentrantLock();

  @GuardedBy("lock")
  private OpenBatch open;

  @GuardedBy("lock")
  private long openedAt;

  @GuardedBy("lock")
  private final ArrayDeque<Batch> sealed = new ArrayDeque<>();

  private volatile boolean empty = true;

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

  /**
   * Takes the shape's next record.
   *
   * @param text whose bytes from {@code from} on are its value
   * @return false if there is no memory for it now
   */
  boolean offer(RunOwner owner, RecordShape shape, byte[] text, int from, long timestamp) {
    lock.lock();
    try {
      if (open != null && !open.fits(shape, timestamp)) {
        seal();
      }
      if (open == null && !open(shape, timestamp)) {
        return false;
      }
      if (open.needsBlock() && !share.allowsBlock()) {
        seal();
        return false;
      }
      open.append(owner, shape, text, from, timestamp);
      return true;
    } finally {
      lock.unlock();
    }
  }

  @GuardedBy("lock")
  private boolean open(RecordShape shape, long timestamp) {
    if (!share.allowsBlock()) {
      return false;
    }
    open = new OpenBatch(share, rules.codec(), rules.limit());
    openedAt = rules.millis().getAsLong();
    empty = false;
    rules.wakeAt().accept(openedAt + rules.lingerMillis());
    return open.fits(shape, timestamp);
  }

  @GuardedBy("lock")
  private void seal() {
    sealed.addLast(open.seal());
    open = null;
    rules.wakeAt().accept(rules.millis().getAsLong());
  }

  /**
   * Ends the open batch if it is the next to be sent and has lingered.
   *
   * @return milliseconds until there is something to send; 0 if there is, {@link Long#MAX_VALUE} if
   *     nothing waits
   */
  long due(long now) {
    if (empty) {
      return Long.MAX_VALUE;
    }
    if (!lock.tryLock()) {
      return BUSY_MILLIS;
    }
    try {
      if (!sealed.isEmpty()) {
        return 0;
      }
      if (open == null) {
        empty = true;
        return Long.MAX_VALUE;
      }
      long left = openedAt + rules.lingerMillis() - now;
      if (left > 0) {
        return left;
      }
      sealed.addLast(open.seal());
      open = null;
      return 0;
    } finally {
      lock.unlock();
    }
  }

  /** The batch that is to be sent next; null if none is sealed. */
  Batch head() {
    lock.lock();
    try {
      return sealed.peekFirst();
    } finally {
      lock.unlock();
    }
  }

  /** Puts others in the head's place, which may be none. */
  void replaceHead(List<Batch> others) {
    lock.lock();
    try {
      sealed.removeFirst();
      for (int i = others.size() - 1; i >= 0; i--) {
        sealed.addFirst(others.get(i));
      }
    } finally {
      lock.unlock();
    }
  }

  /** Empties it: all that it held, the open batch as well. */
  List<Batch> takeAll() {
    lock.lock();
    try {
      if (open != null) {
        sealed.addLast(open.seal());
        open = null;
      }
      List<Batch> all = new ArrayList<>(sealed);
      sealed.clear();
      empty = true;
      return all;
    } finally {
      lock.unlock();
    }
  }
}
