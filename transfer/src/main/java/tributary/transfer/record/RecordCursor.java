package tributary.transfer.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.BufferSupplier;

/**
 * Goes from record to record of {@link FetchedBatches}. The record at hand is no object: its fields
 * are slices of {@link #bytes}, which hold until {@link #next}. Control batches, and what lies
 * before the offset that was asked for, are passed over.
 *
 * <p>Used again and again. Thread: the one that runs a worker's turn; what it holds between turns
 * is a buffer.
 */
public final class RecordCursor {

  /** The shortest record: its length, attributes, two deltas, key, value, number of headers. */
  private static final int SHORTEST = 7;

  private static final int LONGEST_NUMBER = 5;

  private final BatchWindow window;
  private final RecordFields fields = new RecordFields();
  private final BufferSupplier buffers = BufferSupplier.create();
  private FetchedBatches batches;
  private Iterator<MutableRecordBatch> rest;
  private ByteBuffer stored;
  private OldRecords old;
  private int left;
  private long baseOffset;
  private long lastOffset;
  private long baseTimestamp;
  private TimestampType timestampType = TimestampType.NO_TIMESTAMP_TYPE;
  private long appendTime;
  private long offset;
  private long timestamp;

  /**
   * @param limit the longest packed record that is unpacked, bytes; memory grows up to twice that
   */
  public RecordCursor(int limit) {
    window = new BatchWindow(limit);
  }

  /** Goes before the first record; what was not read of earlier batches is left out. */
  public void begin(FetchedBatches next) {
    closeBatch();
    batches = next;
    rest = next.records().batches().iterator();
    stored = next.records().buffer();
    offset = -1;
  }

  /**
   * Goes to the next record; false if there is none.
   *
   * @throws CorruptRecordException if the bytes are no batch; names partition and offset
   */
  public boolean next() {
    try {
      do {
        while (left == 0) {
          if (!nextBatch()) {
            return false;
          }
        }
        read();
      } while (offset < batches.from());
      return true;
    } catch (IOException | RuntimeException e) {
      closeBatch();
      throw corrupt(e);
    }
  }

  private boolean nextBatch() throws IOException {
    if (!rest.hasNext()) {
      return false;
    }
    MutableRecordBatch batch = rest.next();
    int size = batch.sizeInBytes();
    ByteBuffer bytes = stored.duplicate();
    bytes.limit(stored.position() + size);
    stored.position(stored.position() + size);
    if (batch.isControlBatch() || batch.lastOffset() < batches.from()) {
      return true;
    }
    timestampType = batch.timestampType();
    if (batch.magic() < RecordBatch.MAGIC_VALUE_V2) {
      old = new OldRecords(batch.streamingIterator(buffers));
      left = old.hasNext() ? 1 : 0;
    } else {
      open(batch, bytes);
    }
    return true;
  }

  private void open(MutableRecordBatch batch, ByteBuffer bytes) throws IOException {
    left = batch.countOrNull();
    if (left < 0) {
      throw new IOException("a batch of " + left + " records");
    }
    if (left == 0) {
      return;
    }
    BatchHead head = new BatchHead(bytes);
    baseOffset = batch.baseOffset();
    lastOffset = batch.lastOffset();
    baseTimestamp = head.baseTimestamp();
    appendTime = batch.maxTimestamp();
    ByteBuffer records = head.records();
    switch (batch.compressionType()) {
      case NONE -> {
        int from = records.arrayOffset() + records.position();
        window.open(records.array(), from, from + records.remaining());
      }
      case LZ4 -> window.open(new Lz4Unpacking(records));
      case GZIP, SNAPPY, ZSTD -> window.open(unpacking(batch.compressionType(), records));
    }
  }

  private StreamUnpacking unpacking(CompressionType type, ByteBuffer records) {
    return new StreamUnpacking(
        Compression.of(type).build().wrapForInput(records, RecordBatch.MAGIC_VALUE_V2, buffers));
  }

  private void read() throws IOException {
    if (old != null) {
      readOld();
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
    move(baseOffset + fields.offsetDelta());
    boolean appended = timestampType == TimestampType.LOG_APPEND_TIME;
    timestamp = appended ? appendTime : baseTimestamp + fields.timestampDelta();
    if (--left == 0) {
      endBatch();
    }
  }

  /** The last record's bytes stay where they are: nothing is unpacked any more. */
  private void endBatch() throws IOException {
    if (!window.isEmpty()) {
      throw new IOException("more bytes follow the batch's last record");
    }
    window.close();
  }

  private void move(long to) throws IOException {
    if (to <= offset || to < baseOffset || to > lastOffset) {
      throw new IOException("offset " + to + " after " + offset + " in a batch to " + lastOffset);
    }
    offset = to;
  }

  private void readOld() {
    old.next(fields);
    offset = old.offset();
    timestamp = old.timestamp();
    if (!old.hasNext()) {
      left = 0;
      old.close();
      old = null;
    }
  }

  private void closeBatch() {
    left = 0;
    try {
      window.close();
    } catch (IOException e) {
      throw corrupt(e);
    } finally {
      if (old != null) {
        old.close();
        old = null;
      }
    }
  }

  private CorruptRecordException corrupt(Exception cause) {
    String after = offset < 0 ? "at offset " + batches.from() : "after offset " + offset;
    return new CorruptRecordException(
        "what is stored in " + batches.partition() + " " + after + " can't be read: " + cause,
        cause);
  }

  /** Whose records these are. */
  public TopicPartition partition() {
    return batches.partition();
  }

  public long offset() {
    return offset;
  }

  /** Milliseconds since 1970; of a topic with LogAppendTime, when the broker has appended it. */
  public long timestamp() {
    return timestamp;
  }

  /** Holds the record's fields; not to be written to. */
  public byte[] bytes() {
    return fields.bytes();
  }

  public int keyAt() {
    return fields.keyAt();
  }

  /** Bytes; -1 if it is null. */
  public int keyLength() {
    return fields.keyLength();
  }

  public int valueAt() {
    return fields.valueAt();
  }

  /** Bytes; -1 if it is null. */
  public int valueLength() {
    return fields.valueLength();
  }

  public int headerCount() {
    return fields.headerCount();
  }

  /** Where the name of a header begins, counted from 0. */
  public int nameAt(int header) {
    return fields.nameAt(header);
  }

  public int nameLength(int header) {
    return fields.nameLength(header);
  }

  /** Where the value of a header begins. */
  public int headerAt(int header) {
    return fields.headerAt(header);
  }

  /** Bytes; -1 if it is null. */
  public int headerLength(int header) {
    return fields.headerLength(header);
  }

  /** Where all headers begin, as they are stored. */
  public int headersAt() {
    return fields.headersAt();
  }

  /** How long they are, as they are stored. */
  public int headersLength() {
    return fields.end() - fields.headersAt();
  }

  /** Headers as objects, of the bytes that {@link #headersAt} stood for. */
  public static Headers headers(byte[] array, int from, int to) {
    try {
      return new RecordFields().headers(array, from, to);
    } catch (IOException e) {
      throw new IllegalStateException("these headers were read before", e);
    }
  }

  /** The record as the client would have made it, but for what nobody asks for (its epoch). */
  public ConsumerRecord<byte[], byte[]> copy() {
    return new ConsumerRecord<>(
        partition().topic(),
        partition().partition(),
        offset,
        timestamp,
        timestampType,
        keyLength(),
        valueLength(),
        fields.copy(keyAt(), keyLength()),
        fields.copy(valueAt(), valueLength()),
        fields.headers(),
        Optional.empty());
  }
}
