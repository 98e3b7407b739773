package tributary.agent.send.batch;

import java.util.Optional;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/**
 * How batches are compressed: lz4 at its usual level by its own block interface, the others with
 * kafka-clients' streams. Thread: any.
 */
public final class BatchCodec {
  /** What gzip holds back: it ends its blocks when it likes. */
  private static final int GZIP_PENDING = BufferPool.BLOCK;

  /** The end of a frame, and the head of a block. */
  private static final int FRAME = 64;

  private final Compression compression;
  private final Optional<Lz4Blocks> lz4;

  /**
   * @param compression as {@code compression.type} and its level ask for
   */
  public BatchCodec(Compression compression) {
    this.compression = compression;
    boolean usualLz4 = compression.equals(Compression.lz4().build());
    this.lz4 = usualLz4 ? Optional.of(new Lz4Blocks()) : Optional.empty();
  }

  Compression compression() {
    return compression;
  }

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

  /** As many as surely become no more than that. */
  int room(int limit) {
    return (int) ((limit - bound(0)) * 128L / 129);
  }

  /** Begins a batch's frame. */
  BlockWriter open(BatchBytes bytes) {
    if (lz4.isPresent()) {
      return lz4.get().open(bytes);
    }
    return new StreamBlocks(compression.wrapForOutput(bytes, RecordBatch.MAGIC_VALUE_V2));
  }
}
