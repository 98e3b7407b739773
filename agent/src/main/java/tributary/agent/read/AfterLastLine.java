package tributary.agent.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import tributary.agent.identify.Mark;

/**
 * Where a file's last whole line ends.
 *
 * @param offset in bytes, just after the line feed
 * @param mark what stands before it
 */
public record AfterLastLine(long offset, Mark mark) {
  private static final int BLOCK = 64 * 1024;

  /**
   * Searches from the file's end.
   *
   * @param from where the search ends, and the answer if no line ends after it
   */
  public static AfterLastLine of(FileChannel file, long from) throws IOException {
    long offset = search(file, from);
    byte[] before = new byte[(int) Math.min(Mark.WIDTH, offset)];
    read(file, before, before.length, offset - before.length);
    return new AfterLastLine(offset, Mark.of(offset, before, before.length));
  }

  private static long search(FileChannel file, long from) throws IOException {
    byte[] block = new byte[BLOCK];
    long end = file.size();
    while (end > from) {
      int length = (int) Math.min(BLOCK, end - from);
      read(file, block, length, end - length);
      for (int i = length - 1; i >= 0; i--) {
        if (block[i] == '\n') {
          return end - length + i + 1;
        }
      }
      end -= length;
    }
    return from;
  }

  private static void read(FileChannel file, byte[] into, int length, long position)
      throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(into, 0, length);
    while (buffer.hasRemaining()) {
      if (file.read(buffer, position + buffer.position()) < 0) {
        throw new EOFException("the file was cut while its last line was searched");
      }
    }
  }
}
