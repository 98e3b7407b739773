package tributary.agent.send.batch;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/**
 * The bytes of a batch, in buffers of the pool: what codecs write to, and what is sent. Thread: one
 * at a time.
 */
final class BatchBytes extends ByteBufferOutputStream {
  /** Chunks before it goes on in blocks, of which a large batch needs a quarter as many. */
  private static final int SMALL = 4;

  private final MemoryShare share;
  private final List<Segment> full = new ArrayList<>();
  private byte[] last;
  private int lastSize;
  private int size;

  /** The first so many bytes of a buffer that nothing more is written to. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Segment(byte[] array, int length) {
    ByteBuffer buffer() {
      return ByteBuffer.wrap(array, 0, length);
    }
  }

  BatchBytes(MemoryShare share) {
    // The parent's own buffer is never used.
    super(ByteBuffer.allocate(0));
    this.share = share;
    this.last = share.chunk();
  }

  @Override
  public void write(int b) {
    if (lastSize == last.length) {
      nextChunk();
    }
    last[lastSize++] = (byte) b;
    size++;
  }

  @Override
  public void write(byte[] bytes, int from, int length) {
    int at = from;
    int left = length;
    while (left > 0) {
      if (lastSize == last.length) {
        nextChunk();
      }
      int part = Math.min(left, last.length - lastSize);
      System.arraycopy(bytes, at, last, lastSize, part);
      lastSize += part;
      at += part;
      left -= part;
    }
    size += length;
  }

  @Override
  public void write(ByteBuffer source) {
    if (source.hasArray()) {
      write(source.array(), source.arrayOffset() + source.position(), source.remaining());
      source.position(source.limit());
    } else {
      byte[] copy = new byte[source.remaining()];
      source.get(copy);
      write(copy, 0, copy.length);
    }
  }

  /** Takes a whole block over, instead of copying it. */
  void adopt(byte[] block, int length) {
    closeLast();
    full.add(new Segment(block, length));
    size += length;
    last = share.chunk();
    lastSize = 0;
  }

  private void nextChunk() {
    closeLast();
    last = full.size() < SMALL ? share.chunk() : share.block();
    lastSize = 0;
  }

  private void closeLast() {
    if (lastSize > 0) {
      full.add(new Segment(last, lastSize));
    } else {
      share.release(last);
    }
  }

  /** Nothing is written any more. */
  void end() {
    closeLast();
    last = null;
  }

  int size() {
    return size;
  }

  /** The first bytes, where the header stands. */
  ByteBuffer head() {
    return full.get(0).buffer();
  }

  /** All of it, ready to be read. */
  ByteBuffer[] buffers() {
    ByteBuffer[] copies = new ByteBuffer[full.size()];
    for (int i = 0; i < copies.length; i++) {
      copies[i] = full.get(i).buffer();
    }
    return copies;
  }

  /** CRC-32C of all from an index in the first buffer on. */
  int checksum(int from) {
    CRC32C crc = new CRC32C();
    int start = from;
    for (Segment segment : full) {
      crc.update(segment.array(), start, segment.length() - start);
      start = 0;
    }
    return (int) crc.getValue();
  }

  void release() {
    full.forEach(segment -> share.release(segment.array()));
    full.clear();
    if (last != null) {
      share.release(last);
      last = null;
    }
  }
}
