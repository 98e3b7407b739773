package tributary.transfer.record;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.record.MutableRecordBatch;

/**
 * Goes from record to record of {@link FetchedBatches}. The record at hand is no object: its fields
 * are slices of {@link #bytes}, which hold until {@link #next}. Control batches, and what lies
 * before the offset that was asked for, are passed over.
 *
 * <p>Used again and again, since it has a buffer to unpack into. Thread: its worker.
 */
public final class RecordCursor {

  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final OpenedBatch batch;
  private final RecordFields fields = new RecordFields();
  private final HeaderSlices headers = fields.headers();
  private FetchedBatches batches;
  private Iterator<MutableRecordBatch> rest = Collections.emptyIterator();
  private ByteBuffer stored;
  private long offset;

  /**
   * @param limit the longest packed record that is unpacked, bytes; memory grows up to twice that
   */
  public RecordCursor(int limit) {
    batch = new OpenedBatch(limit, fields);
  }

  /** Goes before the first record; what was not read of earlier batches is left out. */
  public void begin(FetchedBatches next) {
    batch.close();
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
        while (!batch.hasNext()) {
          if (!nextBatch()) {
            return false;
          }
        }
        batch.next();
        if (batch.offset() <= offset) {
          throw new IOException("offset " + batch.offset() + " after " + offset);
        }
        offset = batch.offset();
      } while (offset < batches.from());
      return true;
    } catch (IOException | RuntimeException e) {
      batch.close();
      throw corrupt(e);
    }
  }

  /** Done with these batches, whose memory it held; it rests until it begins others. */
  public void end() {
    batch.rest();
    batches = null;
    rest = Collections.emptyIterator();
    stored = EMPTY;
  }

  private boolean nextBatch() throws IOException {
    if (!rest.hasNext()) {
      return false;
    }
    MutableRecordBatch next = rest.next();
    ByteBuffer bytes = stored.slice(stored.position(), next.sizeInBytes());
    stored.position(stored.position() + next.sizeInBytes());
    if (!next.isControlBatch() && next.lastOffset() >= batches.from()) {
      batch.open(next, bytes);
    }
    return true;
  }

  private CorruptRecordException corrupt(Exception cause) {
    String place = offset < 0 ? "from offset " + batches.from() : "after offset " + offset;
    return new CorruptRecordException(
        batches.partition()
            + ", "
            + place
            + ": what is stored can't be read: "
            + cause.getMessage(),
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
    return batch.timestamp();
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
    return headers.count();
  }

  /** Where the name of a header begins, counted from 0. */
  public int nameAt(int header) {
    return headers.nameAt(header);
  }

  public int nameLength(int header) {
    return headers.nameLength(header);
  }

  /** Where the value of a header begins. */
  public int headerAt(int header) {
    return headers.valueAt(header);
  }

  /** Bytes; -1 if it is null. */
  public int headerLength(int header) {
    return headers.valueLength(header);
  }

  /**
   * An object that is the same for two records only if their keys and headers are, but for the
   * value of the last header. That of neighbours mostly is.
   */
  public Object family() {
    return fields.family();
  }

  /** Where the headers begin as they are stored; to {@link #ownAt}, they are the family's. */
  public int headersAt() {
    return headers.start();
  }

  /** Where what is not the family's begins, as it is stored. */
  public int ownAt() {
    return headers.split();
  }

  /** Where that ends, and the record too. */
  public int ownEnd() {
    return fields.end();
  }

  /** Headers as objects, of what was stored from {@link #headersAt} to {@link #ownEnd}. */
  public static Headers headers(byte[] stored) {
    FieldReader reader = new FieldReader();
    reader.open(stored, 0, stored.length);
    HeaderSlices slices = new HeaderSlices();
    try {
      slices.read(reader);
      return slices.copy();
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
        timestamp(),
        batch.timestampType(),
        keyLength(),
        valueLength(),
        fields.copy(keyAt(), keyLength()),
        fields.copy(valueAt(), valueLength()),
        headers.copy(),
        Optional.empty());
  }
}
