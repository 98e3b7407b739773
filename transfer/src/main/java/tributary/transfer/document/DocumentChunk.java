package tributary.transfer.document;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Documents of one partition for one index, one after the other in one array, as bulk sends them.
 * Their records travel along until they are settled: a refused one is needed whole.
 *
 * <p>Immutable once built.
 */
public final class DocumentChunk {

  private final Index index;
  private final byte[] bytes;
  private final int[] ends;
  private final RecordPack records;

  DocumentChunk(Index index, byte[] bytes, int[] ends, RecordPack records) {
    this.index = index;
    this.bytes = bytes;
    this.ends = ends;
    this.records = records;
  }

  public Index index() {
    return index;
  }

  /** Where its records come from. */
  public String topic() {
    return records.topic();
  }

  /** The documents; not copied, and longer than they are. */
  public byte[] bytes() {
    return bytes;
  }

  /** How many documents. */
  public int size() {
    return records.size();
  }

  /** Where document {@code item} begins; {@code start(size())} is where the last one ends. */
  public int start(int item) {
    return item == 0 ? 0 : ends[item - 1];
  }

  /** The offset of a document's record. */
  public long offset(int item) {
    return records.offset(item);
  }

  /** When an agent has read it, milliseconds since 1970; -1 if no agent has. */
  public long readAt(int item) {
    return records.readAt(item);
  }

  /** Its record, made anew. */
  public ConsumerRecord<byte[], byte[]> at(int item) {
    return records.at(item, bytes);
  }

  /**
   * The memory that some of the documents take, bytes; what adjoining stretches take adds up.
   *
   * @param to after the last one
   */
  public long weight(int from, int to) {
    long all = bytes.length + (long) ends.length * Integer.BYTES + records.weight();
    return all * to / size() - all * from / size();
  }

  @Override
  public String toString() {
    return size() + " documents for " + index.name();
  }
}
