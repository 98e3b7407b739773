package tributary.agent.read.open;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import tributary.agent.identify.Head;
import tributary.agent.identify.Mark;

/**
 * What a gzip file unpacks to. Unpacking only goes forward, so a window of what came last is kept;
 * going back before it begins anew. All of it is unpacked once, off the reader's thread, to learn
 * its length and whether it is whole ({@link #measure}).
 */
public final class GzipBytes implements FileBytes {
  private static final int BLOCK = 64 * 1024;
  private static final int STEP = 1 << 20;
  private static final int TRAILER = 4;

  private final FileChannel channel;
  private final byte[] first;
  private final Set<Mark> compared = new HashSet<>();
  private final Set<Mark> agreeing = new HashSet<>();
  private byte[] window = new byte[4 * BLOCK];
  private int filled;
  private long at;
  private InputStream stream;
  private long size = -1;
  private Mark end;

  public GzipBytes(FileChannel channel) throws IOException {
    this.channel = channel;
    begin();
    boolean more = true;
    while (more && at < Head.FULL) {
      more = unpack();
    }
    this.first = Arrays.copyOf(window, (int) Math.min(at, Head.FULL));
  }

  /**
   * What the file's last bytes say that it unpacks to, modulo 4 GiB; true of one that was
   * compressed in one go.
   */
  public long hintedSize() throws IOException {
    ByteBuffer trailer = ByteBuffer.allocate(TRAILER).order(ByteOrder.LITTLE_ENDIAN);
    channel.read(trailer, Math.max(0, channel.size() - TRAILER));
    return Integer.toUnsignedLong(trailer.getInt(0));
  }

  /**
   * Unpacks all of it.
   *
   * @param marks to be compared on the way
   * @throws IOException if it isn't whole
   */
  public void measure(Collection<Mark> marks) throws IOException {
    compared.addAll(marks);
    begin();
    while (unpack()) {
      for (Mark mark : marks) {
        compare(mark);
      }
    }
    size = at;
    end = Mark.of(at, window, filled);
    begin();
  }

  private void compare(Mark mark) {
    long index = mark.offset() - (at - filled);
    if (index >= mark.width() && index <= filled) {
      if (Mark.of(mark.offset(), window, (int) index).equals(mark)) {
        agreeing.add(mark);
      }
    }
  }

  /** The mark at its end, once it was measured. */
  public Optional<Mark> end() {
    return Optional.ofNullable(end);
  }

  private void begin() throws IOException {
    channel.position(0);
    stream = new GZIPInputStream(Channels.newInputStream(channel), BLOCK);
    at = 0;
    filled = 0;
  }

  /** Adds a block to the window; false at the end. */
  private boolean unpack() throws IOException {
    if (filled + BLOCK > window.length) {
      int kept = Math.min(filled, window.length / 2);
      System.arraycopy(window, filled - kept, window, 0, kept);
      filled = kept;
    }
    int count = stream.read(window, filled, BLOCK);
    if (count < 0) {
      return false;
    }
    filled += count;
    at += count;
    return true;
  }

  @Override
  public boolean approach(long position) throws IOException {
    if (position < at - filled) {
      begin();
    }
    long until = at + STEP;
    boolean more = true;
    while (more && at < position && at < until) {
      more = unpack();
    }
    return at >= position || !more;
  }

  @Override
  public int read(byte[] into, int offset, int length, long position) throws IOException {
    if (position + length <= first.length) {
      System.arraycopy(first, (int) position, into, offset, length);
      return length;
    }
    if (window.length < 2 * length + 2 * BLOCK) {
      window = Arrays.copyOf(window, 2 * length + 2 * BLOCK);
    }
    if (position < at - filled) {
      begin();
    }
    boolean more = true;
    while (more && at < position + length) {
      more = unpack();
    }
    int count = (int) Math.max(0, Math.min(length, at - position));
    int from = (int) (filled - (at - position));
    System.arraycopy(window, count == 0 ? 0 : from, into, offset, count);
    return count;
  }

  @Override
  public boolean knows(Mark mark) {
    return compared.contains(mark);
  }

  @Override
  public boolean agrees(Mark mark) {
    return agreeing.contains(mark);
  }

  @Override
  public long size() {
    return size < 0 ? at : size;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
