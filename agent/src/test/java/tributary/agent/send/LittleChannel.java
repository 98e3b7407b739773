package tributary.agent.send;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Random;
import org.apache.kafka.common.network.TransferableChannel;

/** A channel that takes a random part of what it is given. Thread: the test's. */
final class LittleChannel implements TransferableChannel {
  private final ByteBuffer taken;
  private final Random random;

  LittleChannel(int capacity, Random random) {
    this.taken = ByteBuffer.allocate(capacity);
    this.random = random;
  }

  ByteBuffer written() {
    return taken.flip();
  }

  @Override
  public long write(ByteBuffer[] sources, int offset, int length) {
    long sum = 0;
    int room = 1 + random.nextInt(40_000);
    for (int i = offset; i < offset + length && sum < room; i++) {
      int part = (int) Math.min(sources[i].remaining(), room - sum);
      taken.put(sources[i].slice(sources[i].position(), part));
      sources[i].position(sources[i].position() + part);
      sum += part;
    }
    return sum;
  }

  @Override
  public long write(ByteBuffer[] sources) {
    return write(sources, 0, sources.length);
  }

  @Override
  public int write(ByteBuffer source) {
    return (int) write(new ByteBuffer[] {source}, 0, 1);
  }

  @Override
  public boolean hasPendingWrites() {
    return false;
  }

  @Override
  public long transferFrom(FileChannel file, long position, long count) {
    throw new UnsupportedOperationException("no files are sent");
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public void close() {}
}
