package tributary.agent.read;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import tributary.agent.identify.Mark;
import tributary.common.collect.ByteOrderMark;
import tributary.common.collect.TextEncoding;

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
   * @param named the encoding that its entry names
   */
  public static AfterLastLine of(FileChannel file, long from, TextEncoding named)
      throws IOException {
    byte[] head = new byte[(int) Math.min(ByteOrderMark.LONGEST, file.size())];
    read(file, head, head.length, 0);
    long offset = search(file, from, ByteOrderMark.decide(named, head, true).orElseThrow());
    byte[] before = new byte[(int) Math.min(Mark.WIDTH, offset)];
    read(file, before, before.length, offset - before.length);
    return new AfterLastLine(offset, Mark.of(offset, before, before.length));
  }

  private static long search(FileChannel file, long from, TextEncoding encoding)
      throws IOException {
    int width = encoding.width();
    byte[] block = new byte[BLOCK];
    long size = file.size();
    long end = size - size % width;
    while (end > from) {
      int length = (int) Math.min(BLOCK, end - from);
      read(file, block, length, end - length);
      for (int unit = length - width; unit >= 0; unit -= width) {
        if (encoding.isAt(block, unit, '\n')) {
          return end - length + unit + width;
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
