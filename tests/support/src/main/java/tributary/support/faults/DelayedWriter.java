package tributary.support.faults;

import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * Writes messages with their lengths, each a while after it was handed over, in their order.
 * Thread: one hands over, one of its own writes.
 */
final class DelayedWriter implements AutoCloseable {
  /** Messages under way at most. */
  private static final int ROOM = 256;

  private static final Message END = new Message(new byte[0], 0);

  private final DataOutputStream out;
  private final long delayNanos;
  private final BlockingQueue<Message> waiting = new ArrayBlockingQueue<>(ROOM);
  private volatile boolean failed;

  /** Bytes that are due at a time. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Message(byte[] bytes, long due) {
    boolean isEnd() {
      return bytes.length == 0;
    }
  }

  DelayedWriter(DataOutputStream out, Duration delay, Executor threads) {
    this.out = out;
    this.delayNanos = delay.toNanos();
    threads.execute(this::run);
  }

  void write(byte[] message) throws IOException, InterruptedException {
    if (failed) {
      throw new IOException("the other side has gone");
    }
    waiting.put(new Message(message, System.nanoTime() + delayNanos));
  }

  private void run() {
    try {
      for (Message message = waiting.take(); !message.isEnd(); message = waiting.take()) {
        await(message.due());
        if (!failed) {
          out.writeInt(message.bytes().length);
          out.write(message.bytes());
        }
      }
    } catch (IOException e) {
      failed = true;
      waiting.clear();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(long due) throws InterruptedException {
    for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
      LockSupport.parkNanos(left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  /** What waits is thrown away. */
  @Override
  public void close() {
    failed = true;
    waiting.clear();
    waiting.add(END);
  }
}
