package tributary.agent.read.open;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Prober;

/**
 * A file that was opened, and what it began with then. Thread: the opener, then the reader.
 *
 * @param path at which it was opened
 * @param key of it
 * @param bytes for reading
 * @param head how it began
 */
public record OpenFile(Path path, FileKey key, FileBytes bytes, Head head)
    implements Prober, AutoCloseable {

  /** Reads the head of a file that was opened. */
  public static OpenFile of(Path path, FileKey key, FileBytes bytes) throws IOException {
    return new OpenFile(path, key, bytes, head(bytes));
  }

  private static Head head(FileBytes bytes) throws IOException {
    byte[] head = new byte[Head.FULL];
    return Head.of(head, bytes.read(head, 0, head.length, 0));
  }

  @Override
  public boolean agrees(Head other) throws IOException {
    byte[] begin = new byte[other.length()];
    return read(begin, 0, begin.length, 0) == begin.length && other.agrees(begin, begin.length);
  }

  @Override
  public boolean agrees(Mark mark) throws IOException {
    return bytes.agrees(mark);
  }

  @Override
  public boolean knows(Mark mark) {
    return bytes.knows(mark);
  }

  @Override
  public long size() throws IOException {
    return bytes.size();
  }

  /** The head as it is now. */
  public Head headNow() throws IOException {
    return head(bytes);
  }

  /** What it is unpacked from, if it is. */
  public Optional<GzipBytes> packed() {
    return bytes instanceof GzipBytes gzip ? Optional.of(gzip) : Optional.empty();
  }

  /**
   * Whether all that it holds so far is what another begins with, as far as its first and its last
   * bytes tell.
   */
  public boolean isBeginningOf(OpenFile other) throws IOException {
    long size = size();
    int begin = (int) Math.min(Head.FULL, size);
    int end = (int) Math.min(Mark.WIDTH, size);
    return size <= other.size()
        && Arrays.equals(stretch(0, begin), other.stretch(0, begin))
        && Arrays.equals(stretch(size - end, end), other.stretch(size - end, end));
  }

  private byte[] stretch(long position, int length) throws IOException {
    byte[] stretch = new byte[length];
    return Arrays.copyOf(stretch, read(stretch, 0, length, position));
  }

  /** Its first bytes, so many or as many as there are. */
  public byte[] firstBytes(int most) throws IOException {
    byte[] bytes = new byte[most];
    return Arrays.copyOf(bytes, read(bytes, 0, most, 0));
  }

  /** Reads up to so many bytes at a position; fewer only at the end. Returns their number. */
  public int read(byte[] into, int offset, int length, long position) throws IOException {
    return bytes.read(into, offset, length, position);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
