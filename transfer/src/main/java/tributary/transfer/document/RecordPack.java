package tributary.transfer.document;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import tributary.common.kafka.FileId;
import tributary.transfer.record.RecordCursor;

/**
 * Records of one partition, one after the other in one array, until they are settled: a refused one
 * is needed whole, with its key, value and headers. What a family of them has in common stands
 * there once, and a value that its document holds is read back from there.
 *
 * <p>Thread: its worker fills it; any reads what was filled.
 */
final class RecordPack {

  private static final int FIRST = 64;

  private final TopicPartition partition;
  private byte[] bytes;
  private int length;
  private int size;
  private int[] families = new int[FIRST];
  private int[] starts = new int[FIRST];
  private int[] valuesAt = new int[FIRST];
  private long[] offsets = new long[FIRST];
  private long[] timestamps = new long[FIRST];
  private boolean[] ofAgents = new boolean[FIRST];

  // Of the last record.
  private Object family;
  private int familyAt;
  private boolean ofAgent;

  /**
   * @param expected about how many bytes there will be, so that it needn't grow
   */
  RecordPack(TopicPartition partition, int expected) {
    this.partition = partition;
    bytes = new byte[expected];
  }

  String topic() {
    return partition.topic();
  }

  int size() {
    return size;
  }

  /** Bytes that it takes. */
  long weight() {
    return bytes.length + (long) starts.length * (3 * Integer.BYTES + 2 * Long.BYTES + 1);
  }

  long offset(int item) {
    return offsets[item];
  }

  /** When an agent has read it, milliseconds since 1970; -1 if no agent has. */
  long readAt(int item) {
    return ofAgents[item] ? timestamps[item] : -1;
  }

  /**
   * @param valueAt where its value stands in the chunk's documents, or -1
   */
  @SuppressWarnings("ReferenceEquality") // That is how a family is known.
  void add(RecordCursor record, int valueAt) {
    if (record.family() != family) {
      begin(record);
    }
    if (size == starts.length) {
      grow();
    }
    families[size] = familyAt;
    starts[size] = length;
    valuesAt[size] = valueAt;
    offsets[size] = record.offset();
    timestamps[size] = record.timestamp();
    ofAgents[size] = ofAgent;
    size++;
    if (valueAt < 0) {
      put(record.bytes(), record.valueAt(), record.valueLength());
    }
    put(record.bytes(), record.ownAt(), record.ownEnd() - record.ownAt());
  }

  private void begin(RecordCursor record) {
    family = record.family();
    familyAt = length;
    put(record.bytes(), record.keyAt(), record.keyLength());
    put(record.bytes(), record.headersAt(), record.ownAt() - record.headersAt());
    byte[] key = new Fields(familyAt).next();
    ofAgent = key != null && FileId.isFileId(key);
  }

  private void grow() {
    families = Arrays.copyOf(families, size * 2);
    starts = Arrays.copyOf(starts, size * 2);
    valuesAt = Arrays.copyOf(valuesAt, size * 2);
    offsets = Arrays.copyOf(offsets, size * 2);
    timestamps = Arrays.copyOf(timestamps, size * 2);
    ofAgents = Arrays.copyOf(ofAgents, size * 2);
  }

  /** The record as it was read, but for what nobody asks for (its epoch, its sizes). */
  ConsumerRecord<byte[], byte[]> at(int item, byte[] documents) {
    Fields common = new Fields(families[item]);
    Fields own = new Fields(starts[item]);
    byte[] key = common.next();
    int valueAt = valuesAt[item];
    byte[] value = valueAt < 0 ? own.next() : JsonText.bytes(documents, valueAt);
    return new ConsumerRecord<>(
        partition.topic(),
        partition.partition(),
        offsets[item],
        timestamps[item],
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        value,
        RecordCursor.headers(joined(common.next(), own.next())),
        Optional.empty());
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /** Length plus one as a number of seven-bit groups, lowest first; 0 stands for null. */
  private void put(byte[] source, int from, int count) {
    int more = Math.max(count, 0);
    room(more + 5);
    int rest = count + 1;
    while (rest > 0x7f) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    System.arraycopy(source, from, bytes, length, more);
    length += more;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  /** Reads fields in their order. */
  private final class Fields {
    private int at;

    Fields(int at) {
      this.at = at;
    }

    byte[] next() {
      int number = 0;
      int shift = 0;
      while (bytes[at] < 0) {
        number |= (bytes[at++] & 0x7f) << shift;
        shift += 7;
      }
      number |= bytes[at++] << shift;
      if (number == 0) {
        return null;
      }
      byte[] field = Arrays.copyOfRange(bytes, at, at + number - 1);
      at += field.length;
      return field;
    }
  }
}
