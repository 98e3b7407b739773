package tributary.agent.read.open;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** The bytes of a file as they are. */
public record PlainBytes(FileChannel channel) implements FileBytes {

  @Override
  public int read(byte[] into, int offset, int length, long position) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
    int total = 0;
    while (buffer.hasRemaining()) {
      int count = channel.read(buffer, position + total);
      if (count < 0) {
        break;
      }
      total += count;
    }
    return total;
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
