package tributary.transfer.document;

import java.util.Arrays;
import tributary.transfer.record.RecordCursor;

/**
 * Fills a chunk, record by record.
 *
 * <p>Thread: its worker.
 */
public final class ChunkBuilder {

  /** A chunk that has reached this many bytes is full. */
  private static final int FULL = 512 * 1024;

  /** Room for the document that makes it full. */
  private static final int MARGIN = 16 * 1024;

  /** A document is about so many times as long as what is packed of its record. */
  private static final int PACKED = 24;

  private final Index index;
  private final RecordWriter writer;
  private final int capacity;
  private final JsonBytes out;
  private RecordPack records;
  private int[] ends = new int[64];

  /**
   * @param expected about how many bytes its documents will be, so that it needn't grow
   */
  public ChunkBuilder(Index index, RecordWriter writer, long expected) {
    this.index = index;
    this.writer = writer;
    this.capacity = (int) Math.min(expected, FULL + MARGIN);
    this.out = new JsonBytes(capacity, FULL + MARGIN);
  }

  public Index index() {
    return index;
  }

  /**
   * Adds one document; if making it throws, the chunk is as it was before.
   *
   * @return whether the record is a dead letter that was put through again
   */
  public boolean add(RecordCursor record) {
    int before = out.length();
    boolean made = false;
    boolean replayed = false;
    try {
      replayed = writer.write(record, out);
      made = true;
    } finally {
      if (!made) {
        out.truncate(before);
        out.valueAt();
      }
    }
    if (records == null) {
      records = new RecordPack(record.partition(), capacity / PACKED);
    }
    if (records.size() == ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    ends[records.size()] = out.length();
    records.add(record, out.valueAt());
    return replayed;
  }

  public boolean isFull() {
    return out.length() >= FULL;
  }

  public boolean isEmpty() {
    return records == null;
  }

  /** The chunk; the builder is done with. */
  public DocumentChunk build() {
    return new DocumentChunk(index, out.release(), ends, records);
  }
}
