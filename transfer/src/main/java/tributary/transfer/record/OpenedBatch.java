package tributary.transfer.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.BufferSupplier;
import org.apache.kafka.common.utils.Utils;

/**
 * One record batch, read record by record.
 *
 * <p>Used again and again. Thread: its cursor's.
 */
final class OpenedBatch {

  /** The shortest record: its length, attributes, two deltas, key, value, number of headers. */
  private static final int SHORTEST = 7;

  private static final int LONGEST_NUMBER = 5;

  private final int limit;
  private final BatchWindow window;
  private final RecordFields fields;
  private final BufferSupplier buffers = BufferSupplier.create();
  private OldRecords old;
  private int left;
  private long baseOffset;
  private long lastOffset;
  private long baseTimestamp;
  private TimestampType timestampType = TimestampType.NO_TIMESTAMP_TYPE;
  private boolean appended;
  private long appendTime;
  private long offset;
  private long timestamp;

  /**
   * @param limit the longest packed record that is unpacked, bytes
   * @param fields are told where those of a record lie
   */
  OpenedBatch(int limit, RecordFields fields) {
    this.limit = limit;
    this.window = new BatchWindow(limit);
    this.fields = fields;
  }

  /**
   * Goes before the first record.
   *
   * @param bytes the batch
   * @throws IOException if it makes no sense
   */
  void open(MutableRecordBatch batch, ByteBuffer bytes) throws IOException {
    timestampType = batch.timestampType();
    appended = timestampType == TimestampType.LOG_APPEND_TIME;
    appendTime = batch.maxTimestamp();
    baseOffset = batch.baseOffset();
    lastOffset = batch.lastOffset();
    if (batch.magic() < RecordBatch.MAGIC_VALUE_V2) {
      old = new OldRecords(batch.streamingIterator(buffers));
      left = old.hasNext() ? 1 : 0;
    } else {
      openRecords(batch, new BatchHead(bytes));
    }
  }

  private void openRecords(MutableRecordBatch batch, BatchHead head) throws IOException {
    ByteBuffer records = head.records();
    int count = batch.countOrNull();
    if (count < 0) {
      throw new IOException("a batch of " + count + " records");
    }
    baseTimestamp = head.baseTimestamp();
    if (count > 0) {
      switch (batch.compressionType()) {
        case NONE -> {
          int from = records.arrayOffset() + records.position();
          window.open(records.array(), from, from + records.remaining());
        }
        case LZ4 -> window.open(new Lz4Unpacking(records));
        case SNAPPY -> {
          SnappyFrames.check(records.duplicate(), limit);
          window.open(unpacking(CompressionType.SNAPPY, records));
        }
        case GZIP, ZSTD -> window.open(unpacking(batch.compressionType(), records));
      }
    }
    left = count;
  }

  private StreamUnpacking unpacking(CompressionType type, ByteBuffer records) {
    return new StreamUnpacking(
        Compression.of(type).build().wrapForInput(records, RecordBatch.MAGIC_VALUE_V2, buffers));
  }

  boolean hasNext() {
    return left > 0;
  }

  /**
   * Goes to the next record.
   *
   * @throws IOException if there are only bytes that make no sense
   */
  void next() throws IOException {
    if (old != null) {
      nextOld();
      return;
    }
    if (!window.has(SHORTEST)) {
      throw new IOException("the batch ends before its last " + left + " records");
    }
    int size = fields.length(window.bytes(), window.at());
    int head = fields.at() - window.at();
    if (size < 0 || size > Integer.MAX_VALUE - LONGEST_NUMBER || !window.has(head + size)) {
      throw new IOException("a record of " + size + " bytes in a batch that has fewer");
    }
    int from = window.at() + head;
    fields.read(window.bytes(), from, from + size);
    window.at(from + size);
    timestamp = appended ? appendTime : baseTimestamp + fields.timestampDelta();
    offset = baseOffset + fields.offsetDelta();
    if (offset < baseOffset || offset > lastOffset) {
      throw new IOException("offset " + offset + " in " + baseOffset + " to " + lastOffset);
    }
    if (--left == 0) {
      end();
    }
  }

  /** The last record's bytes stay where they are: nothing is unpacked any more. */
  private void end() throws IOException {
    if (!window.isEmpty()) {
      throw new IOException("more bytes follow the batch's last record");
    }
    window.close();
  }

  private void nextOld() {
    old.next(fields);
    offset = old.offset();
    timestamp = appended ? appendTime : old.timestamp();
    if (!old.hasNext()) {
      close();
    }
  }

  /** Lets go of all memory but what the next batch will want. */
  void rest() {
    close();
    window.rest();
    fields.rest();
  }

  /** Done with it. */
  void close() {
    left = 0;
    Utils.closeQuietly(window, "unpacking");
    if (old != null) {
      old.close();
      old = null;
    }
  }

  long offset() {
    return offset;
  }

  /** Milliseconds since 1970, or what a foreign producer has put there. */
  long timestamp() {
    return timestamp;
  }

  TimestampType timestampType() {
    return timestampType;
  }
}
