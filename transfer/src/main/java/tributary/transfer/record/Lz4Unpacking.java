package tributary.transfer.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/**
 * The blocks of an lz4 frame ("LZ4 Frame Format", version 1; Kafka's are independent ones), each
 * unpacked to where it is read: the client's stream would copy it once more. The frame's own
 * checksums are passed over, since that of the batch is over all of it.
 *
 * <p>Thread: its cursor's.
 */
final class Lz4Unpacking implements Unpacking {

  private static final LZ4SafeDecompressor DECOMPRESSOR =
      LZ4Factory.fastestInstance().safeDecompressor();

  private static final int MAGIC = 0x184d2204;

  /** Version 1 and independent blocks; no dictionary, and nothing that is reserved. */
  private static final int FLAGS = 0x60;

  private static final int FLAGS_MASK = 0xe3;
  private static final int BLOCK_CHECKSUM = 0x10;
  private static final int CONTENT_SIZE = 0x08;

  /** The highest bit of a block's length: it is stored as it is. */
  private static final int STORED = 1 << 31;

  /** A byte of a block makes at most so many (its lengths go by 255). */
  private static final long MOST = 256;

  private static final int SHORTEST_END = 64;

  private final ByteBuffer in;
  private final boolean checked;
  private final int largest;
  private int length;
  private boolean stored;
  private boolean ended;

  /**
   * @param packed the frame, in an array; its position moves
   */
  Lz4Unpacking(ByteBuffer packed) throws IOException {
    in = packed.order(ByteOrder.LITTLE_ENDIAN);
    need(7);
    if (in.getInt() != MAGIC) {
      throw new IOException("no lz4 frame");
    }
    int flags = in.get();
    int size = in.get() & 0xff;
    if ((flags & FLAGS_MASK) != FLAGS || (size & 0x8f) != 0 || size < 0x40) {
      throw new IOException("an lz4 frame of an unknown kind");
    }
    checked = (flags & BLOCK_CHECKSUM) != 0;
    // 4 stands for 64 KiB, and each more for four times as much.
    largest = 1 << (8 + 2 * (size >>> 4));
    int rest = ((flags & CONTENT_SIZE) == 0 ? 0 : Long.BYTES) + 1;
    need(rest);
    in.position(in.position() + rest);
  }

  private void need(int bytes) throws IOException {
    if (in.remaining() < bytes) {
      throw new IOException("an lz4 frame that is cut");
    }
  }

  @Override
  public int room() throws IOException {
    if (ended) {
      return 0;
    }
    need(Integer.BYTES);
    int head = in.getInt();
    stored = (head & STORED) != 0;
    length = head & ~STORED;
    if (length == 0) {
      ended = true;
      return 0;
    }
    if (length > largest) {
      throw new IOException("an lz4 block of " + length + " bytes where " + largest + " is most");
    }
    need(checked ? length + Integer.BYTES : length);
    return stored ? length : (int) Math.min(largest, length * MOST + SHORTEST_END);
  }

  @Override
  public int read(byte[] into, int at) throws IOException {
    int from = in.arrayOffset() + in.position();
    in.position(in.position() + length + (checked ? Integer.BYTES : 0));
    if (stored) {
      System.arraycopy(in.array(), from, into, at, length);
      return length;
    }
    try {
      int most = Math.min(largest, into.length - at);
      return DECOMPRESSOR.decompress(in.array(), from, length, into, at, most);
    } catch (LZ4Exception e) {
      throw new IOException("an lz4 block that can't be unpacked", e);
    }
  }

  @Override
  public void close() {
    // It holds nothing.
  }
}
