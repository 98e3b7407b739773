package tributary.agent.read.open;

import java.io.IOException;
import tributary.agent.identify.Hashes;
import tributary.agent.identify.Mark;

/** Where the bytes of an open file come from. Thread: the opener, then the reader. */
public interface FileBytes extends AutoCloseable {

  /** Reads up to so many bytes at a position; fewer only at the end. Returns their number. */
  int read(byte[] into, int offset, int length, long position) throws IOException;

  /** How many there are. */
  long size() throws IOException;

  /**
   * Goes a bounded way towards a position; returns whether a read there takes no longer than
   * others.
   */
  default boolean approach(long position) throws IOException {
    return true;
  }

  /** Whether {@link #agrees} can say it of that mark. */
  default boolean knows(Mark mark) {
    return true;
  }

  /** Whether these bytes stand before that offset. */
  default boolean agrees(Mark mark) throws IOException {
    byte[] bytes = new byte[mark.width()];
    return read(bytes, 0, bytes.length, mark.offset() - bytes.length) == bytes.length
        && Hashes.of(bytes, 0, bytes.length) == mark.hash();
  }

  @Override
  void close() throws IOException;
}
