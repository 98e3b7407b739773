package tributary.agent.send.batch;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/**
 * How batches are compressed, with kafka-clients' own codecs.
 *
 * @param compression as {@code compression.type} and its level ask for
 */
public record BatchCodec(Compression compression) {
  /** What gzip holds back: it ends its blocks when it likes. */
  private static final int GZIP_PENDING = BufferPool.BLOCK;

  /** The end of a frame, and the head of a block. */
  private static final int FRAME = 64;

  CompressionType type() {
    return compression.type();
  }

  boolean isNone() {
    return type() == CompressionType.NONE;
  }

  /** The most that so many bytes may become, with what the codec still holds back. */
  int bound(int raw) {
    int pending = type() == CompressionType.GZIP ? GZIP_PENDING : 0;
    return raw + raw / 128 + FRAME + pending;
  }

  OutputStream open(BatchBytes bytes) {
    return compression.wrapForOutput(bytes, RecordBatch.MAGIC_VALUE_V2);
  }

  /** Compresses a block as far as its codec can be made to. */
  void block(OutputStream stream, byte[] block, int length) {
    try {
      stream.write(block, 0, length);
      stream.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory failed", e);
    }
  }

  void end(OutputStream stream) {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException("compressing in memory failed", e);
    }
  }
}
