package tributary.agent.send.batch;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What one partition has of the pool. Thread: any; the reader takes, the sender's thread gives
 * back.
 */
public final class MemoryShare {
  private final BufferPool pool;
  private final AtomicLong held = new AtomicLong();

  /** Nothing is held yet. */
  public MemoryShare(BufferPool pool) {
    this.pool = pool;
  }

  /** Whether another block may be begun. What was begun can always be finished. */
  public boolean allowsBlock() {
    return pool.allows(held.get());
  }

  byte[] block() {
    held.addAndGet(BufferPool.BLOCK);
    return pool.block();
  }

  byte[] chunk() {
    held.addAndGet(BufferPool.CHUNK);
    return pool.chunk();
  }

  void release(byte[] buffer) {
    held.addAndGet(-buffer.length);
    pool.release(buffer);
  }

  /** Bytes held. */
  public long held() {
    return held.get();
  }
}
