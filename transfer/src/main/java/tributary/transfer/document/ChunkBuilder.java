package tributary.transfer.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Fills a chunk, record by record.
 *
 * <p>Thread: its worker.
 */
public final class ChunkBuilder {

  /** A chunk that has reached this many bytes is full. */
  private static final int FULL = 512 * 1024;

  private static final int FIRST = 16 * 1024;

  private final Index index;
  private final RecordWriter writer;
  private final JsonBytes out = new JsonBytes(FIRST);
  private final List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
  private int[] ends = new int[64];

  public ChunkBuilder(Index index, RecordWriter writer) {
    this.index = index;
    this.writer = writer;
  }

  public Index index() {
    return index;
  }

  /**
   * Adds one document; if making it throws, the chunk is as it was before.
   *
   * @return whether the record is a dead letter that was put through again
   */
  public boolean add(ConsumerRecord<byte[], byte[]> record) {
    int before = out.length();
    boolean made = false;
    boolean replayed = false;
    try {
      replayed = writer.write(record, out);
      made = true;
    } finally {
      if (!made) {
        out.truncate(before);
      }
    }
    if (records.size() == ends.length) {
      ends = Arrays.copyOf(ends, ends.length * 2);
    }
    ends[records.size()] = out.length();
    records.add(record);
    return replayed;
  }

  public boolean isFull() {
    return out.length() >= FULL;
  }

  public boolean isEmpty() {
    return records.isEmpty();
  }

  /** The chunk; the builder is done with. */
  public DocumentChunk build() {
    return new DocumentChunk(index, out.release(), ends, List.copyOf(records));
  }
}
