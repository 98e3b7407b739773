package tributary.agent.send.batch;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of all batches, in two sizes of buffers: blocks, that records are framed into, and
 * chunks, that hold what is compressed. Kept buffers count too, so that the heap stays within the
 * limit.
 *
 * <p>Thread: any.
 */
public final class BufferPool {
  /** Bytes that are compressed at a time: the block size of Kafka's lz4 frames. */
  public static final int BLOCK = 64 * 1024;

  /** Small, since a partition with a line a second holds one for each batch. */
  public static final int CHUNK = 16 * 1024;

  private final long limit;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final ArrayDeque<byte[]> blocks = new ArrayDeque<>();

  @GuardedBy("lock")
  private final ArrayDeque<byte[]> chunks = new ArrayDeque<>();

  @GuardedBy("lock")
  private long kept;

  private final AtomicLong taken = new AtomicLong();

  /**
   * @param limit bytes, all batches together
   */
  public BufferPool(long limit) {
    this.limit = limit;
  }

  /**
   * Whether someone who holds so much may begin another block: as long as that is less than what
   * stays free. So one partition alone may take half, and however many wait for a leader, there is
   * always as much left for the next one as each of them has.
   */
  boolean allows(long own) {
    return own + BLOCK <= limit - taken.get();
  }

  byte[] block() {
    return take(true, BLOCK);
  }

  byte[] chunk() {
    return take(false, CHUNK);
  }

  private byte[] take(boolean block, int size) {
    synchronized (lock) {
      ArrayDeque<byte[]> shelf = block ? blocks : chunks;
      long now = taken.addAndGet(size);
      byte[] buffer = shelf.pollLast();
      if (buffer != null) {
        kept -= size;
        return buffer;
      }
      if (now + kept > limit) {
        blocks.clear();
        chunks.clear();
        kept = 0;
      }
    }
    return new byte[size];
  }

  void release(byte[] buffer) {
    synchronized (lock) {
      long now = taken.addAndGet(-buffer.length);
      if (now + kept + buffer.length <= limit) {
        kept += buffer.length;
        (buffer.length == BLOCK ? blocks : chunks).addLast(buffer);
      }
    }
  }

  /** Bytes in use. */
  public long taken() {
    return taken.get();
  }
}
