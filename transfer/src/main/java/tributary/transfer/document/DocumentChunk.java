package tributary.transfer.document;

import java.util.List;
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
  private final List<ConsumerRecord<byte[], byte[]>> records;

  DocumentChunk(
      Index index, byte[] bytes, int[] ends, List<ConsumerRecord<byte[], byte[]>> records) {
    this.index = index;
    this.bytes = bytes;
    this.ends = ends;
    this.records = records;
  }

  public Index index() {
    return index;
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

  public ConsumerRecord<byte[], byte[]> at(int item) {
    return records.get(item);
  }

  @Override
  public String toString() {
    return size() + " documents for " + index.name();
  }
}
