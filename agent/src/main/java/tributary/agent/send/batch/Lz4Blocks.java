package tributary.agent.send.batch;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/**
 * Frames of lz4 as Kafka writes them: independent blocks of 64 KiB without checksums ("LZ4 Frame
 * Format", version 1). The client's stream would copy each block once more, and take two buffers
 * for each batch. Thread: any; each has its own room.
 */
final class Lz4Blocks {
  /** Magic number, flags, block size, and the second byte of their xxHash-32. */
  private static final byte[] HEAD = {0x04, 0x22, 0x4d, 0x18, 0x60, 0x40, (byte) 0x82};

  private static final byte[] END = new byte[Integer.BYTES];

  /** The highest bit of a block's length: it is stored as it is. */
  private static final int STORED = 1 << 31;

  private final LZ4Compressor compressor = LZ4Factory.fastestInstance().fastCompressor();
  private final ThreadLocal<byte[]> room =
      ThreadLocal.withInitial(
          () -> new byte[Integer.BYTES + compressor.maxCompressedLength(BufferPool.BLOCK)]);

  BlockWriter open(BatchBytes bytes) {
    bytes.write(HEAD, 0, HEAD.length);
    return new Frame(bytes);
  }

  private void compress(byte[] block, int length, BatchBytes into) {
    byte[] made = room.get();
    int size = compressor.compress(block, 0, length, made, Integer.BYTES);
    if (size < length) {
      putLength(made, size);
      into.write(made, 0, Integer.BYTES + size);
    } else {
      putLength(made, length | STORED);
      into.write(made, 0, Integer.BYTES);
      into.write(block, 0, length);
    }
  }

  /** Least byte first. */
  private static void putLength(byte[] bytes, int length) {
    for (int i = 0; i < Integer.BYTES; i++) {
      bytes[i] = (byte) (length >>> (Byte.SIZE * i));
    }
  }

  /** One batch's frame. */
  private final class Frame implements BlockWriter {
    private final BatchBytes bytes;

    private Frame(BatchBytes bytes) {
      this.bytes = bytes;
    }

    @Override
    public void block(byte[] block, int length) {
      compress(block, length, bytes);
    }

    @Override
    public void end() {
      bytes.write(END, 0, END.length);
    }
  }
}
