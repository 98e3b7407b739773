package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import tributary.common.kafka.FileId;

/**
 * Records of one partition, one after the other in one array, until they are settled: a refused one
 * is needed whole, with its key, value and headers. As the client hands a record over it is some
 * twenty objects; a hundred thousand of these would be what the garbage collector works on. A value
 * that its document holds is read back from there.
 *
 * <p>Thread: its worker fills it; any reads what was filled.
 */
final class RecordPack {

  private static final int FIRST = 64;

  /** As many headers as an agent's records have at most. */
  private static final int NAMES = 5;

  private final String topic;
  private final int partition;
  private byte[] bytes;
  private int length;
  private int size;
  private int[] starts = new int[FIRST];
  private int[] valuesAt = new int[FIRST];
  private long[] offsets = new long[FIRST];
  private long[] timestamps = new long[FIRST];
  private boolean[] ofAgents = new boolean[FIRST];
  private final String[] names = new String[NAMES];
  private final byte[][] nameBytes = new byte[NAMES][];
  private byte[] lastKey;
  private boolean lastOfAgent;

  /**
   * A pack for the partition that this record is of.
   *
   * @param expected about how many bytes there will be, so that it needn't grow
   */
  RecordPack(ConsumerRecord<byte[], byte[]> first, int expected) {
    topic = first.topic();
    partition = first.partition();
    bytes = new byte[expected];
  }

  String topic() {
    return topic;
  }

  int size() {
    return size;
  }

  /** Bytes that it takes. */
  long weight() {
    return bytes.length + (long) starts.length * (2 * Integer.BYTES + 2 * Long.BYTES + 1);
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
  void add(ConsumerRecord<byte[], byte[]> record, int valueAt) {
    if (size == starts.length) {
      starts = Arrays.copyOf(starts, size * 2);
      valuesAt = Arrays.copyOf(valuesAt, size * 2);
      offsets = Arrays.copyOf(offsets, size * 2);
      timestamps = Arrays.copyOf(timestamps, size * 2);
      ofAgents = Arrays.copyOf(ofAgents, size * 2);
    }
    starts[size] = length;
    valuesAt[size] = valueAt;
    offsets[size] = record.offset();
    timestamps[size] = record.timestamp();
    ofAgents[size] = isFileId(record.key());
    size++;
    put(record.key());
    if (valueAt < 0) {
      put(record.value());
    }
    int place = 0;
    for (Header header : record.headers()) {
      put(name(header.key(), place++));
      put(header.value());
    }
  }

  /** Neighbours have the same key, mostly. */
  private boolean isFileId(byte[] key) {
    if (key != lastKey && !Arrays.equals(key, lastKey)) {
      lastOfAgent = key != null && FileId.isFileId(key);
      lastKey = key;
    }
    return lastOfAgent;
  }

  /** Neighbours have the same headers at the same places, mostly. */
  private byte[] name(String name, int place) {
    if (place >= names.length) {
      return name.getBytes(UTF_8);
    }
    if (!name.equals(names[place])) {
      names[place] = name;
      nameBytes[place] = name.getBytes(UTF_8);
    }
    return nameBytes[place];
  }

  /** The record as it was read, but for what nobody asks for (its epoch, its sizes). */
  ConsumerRecord<byte[], byte[]> at(int item, byte[] documents) {
    Cursor cursor = new Cursor(starts[item]);
    byte[] key = cursor.next();
    int valueAt = valuesAt[item];
    byte[] value = valueAt < 0 ? cursor.next() : JsonText.bytes(documents, valueAt);
    Headers headers = new RecordHeaders();
    int end = item + 1 < size ? starts[item + 1] : length;
    while (cursor.at < end) {
      headers.add(new String(cursor.next(), UTF_8), cursor.next());
    }
    return new ConsumerRecord<>(
        topic,
        partition,
        offsets[item],
        timestamps[item],
        TimestampType.CREATE_TIME,
        ConsumerRecord.NULL_SIZE,
        ConsumerRecord.NULL_SIZE,
        key,
        value,
        headers,
        Optional.empty());
  }

  /** Length plus one as a number of seven-bit groups, lowest first; 0 stands for null. */
  private void put(byte[] field) {
    int more = field == null ? 0 : field.length;
    room(more + 5);
    int rest = field == null ? 0 : more + 1;
    while (rest > 0x7f) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    if (more > 0) {
      System.arraycopy(field, 0, bytes, length, more);
      length += more;
    }
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }

  /** Reads fields in their order. */
  private final class Cursor {
    private int at;

    Cursor(int at) {
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
