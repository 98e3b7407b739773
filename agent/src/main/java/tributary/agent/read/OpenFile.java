package tributary.agent.read;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import tributary.agent.discover.FileKey;
import tributary.agent.identify.Hashes;
import tributary.agent.identify.Head;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Prober;

/**
 * A file that was opened, and what it began with then. Thread: the opener, then the reader.
 *
 * @param path at which it was opened
 * @param key of it
 * @param channel for reading
 * @param head how it began
 */
record OpenFile(Path path, FileKey key, FileChannel channel, Head head)
    implements Prober, AutoCloseable {

  @Override
  public boolean agrees(Head other) throws IOException {
    byte[] bytes = new byte[other.length()];
    return read(bytes, 0, bytes.length, 0) == bytes.length && other.agrees(bytes, bytes.length);
  }

  @Override
  public boolean agrees(Mark mark) throws IOException {
    byte[] bytes = new byte[mark.width()];
    return read(bytes, 0, bytes.length, mark.offset() - bytes.length) == bytes.length
        && Hashes.of(bytes, 0, bytes.length) == mark.hash();
  }

  @Override
  public long size() throws IOException {
    return channel.size();
  }

  /** The head as it is now. */
  Head headNow() throws IOException {
    byte[] bytes = new byte[Head.FULL];
    return Head.of(bytes, read(bytes, 0, bytes.length, 0));
  }

  /** Its first bytes, so many or as many as there are. */
  byte[] firstBytes(int most) throws IOException {
    byte[] bytes = new byte[most];
    return Arrays.copyOf(bytes, read(bytes, 0, most, 0));
  }

  /** Reads up to so many bytes at a position; fewer only at the end. Returns their number. */
  int read(byte[] into, int offset, int length, long position) throws IOException {
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
  public void close() throws IOException {
    channel.close();
  }
}
