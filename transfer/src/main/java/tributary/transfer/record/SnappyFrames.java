package tributary.transfer.record;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Looks through what snappy has packed, before the client's stream does: that takes as much memory
 * as a damaged length asks for. It is one block, or a head and blocks with their lengths before
 * them ({@code SnappyInputStream}); a block begins with the length that it unpacks to ("Snappy
 * compressed format description").
 */
final class SnappyFrames {

  private static final long MAGIC = 0x82534e4150505900L;
  private static final int MAGIC_HEAD = (int) (MAGIC >>> Integer.SIZE);

  /** Magic number and two versions. */
  private static final int HEAD = 16;

  private SnappyFrames() {}

  /**
   * @param packed its position moves
   * @param limit the longest block, unpacked, bytes
   * @throws IOException if one is longer, or cut
   */
  static void check(ByteBuffer packed, int limit) throws IOException {
    if (packed.remaining() < HEAD || packed.getLong(packed.position()) != MAGIC) {
      checkBlock(packed, limit);
      return;
    }
    while (packed.remaining() >= Integer.BYTES) {
      int length = packed.getInt(packed.position());
      if (length == MAGIC_HEAD) {
        skip(packed, HEAD);
      } else {
        skip(packed, Integer.BYTES);
        checkBlock(packed.duplicate(), limit);
        skip(packed, length);
      }
    }
  }

  private static void skip(ByteBuffer packed, int length) throws IOException {
    if (length < 0 || length > packed.remaining()) {
      throw new IOException("a snappy block of " + length + " bytes that is cut");
    }
    packed.position(packed.position() + length);
  }

  private static void checkBlock(ByteBuffer block, int limit) throws IOException {
    long length = 0;
    int shift = 0;
    byte next;
    do {
      if (!block.hasRemaining() || shift > Integer.SIZE) {
        throw new IOException("a snappy block without a length");
      }
      next = block.get();
      length |= (next & 0x7fL) << shift;
      shift += 7;
    } while (next < 0);
    if (length > limit) {
      throw new IOException("a snappy block of " + length + " bytes, where " + limit + " fit");
    }
  }
}
