package tributary.transfer.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Arrays;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Where the fields of one record lie in an array (message format v2: attributes, timestamp delta,
 * offset delta, key, value and headers; numbers are zigzag varints, a length below 0 stands for
 * null).
 *
 * <p>Thread: its cursor's.
 */
final class RecordFields {

  /** Numbers for each header: where its name and its value begin, and how long they are. */
  private static final int EACH = 4;

  /** No more headers than an array of 16 MiB says where they are. */
  private static final int MOST_HEADERS = 1024 * 1024;

  private static final int KEPT = 1024;

  private byte[] bytes = new byte[0];
  private int at;
  private int end;
  private long timestampDelta;
  private int offsetDelta;
  private int keyAt;
  private int keyLength;
  private int valueAt;
  private int valueLength;
  private int headersAt;
  private int headerCount;
  private int[] headers = new int[16 * EACH];

  /** Reads the length of a record that begins there; {@link #at} is where that ends. */
  int length(byte[] array, int from) throws IOException {
    bytes = array;
    at = from;
    return varint();
  }

  int at() {
    return at;
  }

  /**
   * Reads a record of the format v2, without its length.
   *
   * @throws IOException if its fields don't end where it ends
   * @throws IndexOutOfBoundsException in place of that
   */
  void read(byte[] array, int from, int to) throws IOException {
    bytes = array;
    at = from + 1;
    end = to;
    timestampDelta = varlong();
    offsetDelta = varint();
    keyLength = Math.max(varint(), -1);
    keyAt = field(keyLength);
    valueLength = Math.max(varint(), -1);
    valueAt = field(valueLength);
    headersAt = at;
    headerCount = varint();
    readHeaders();
    if (at != end) {
      throw new IOException("its fields end " + (end - at) + " bytes before it does");
    }
  }

  private void readHeaders() throws IOException {
    if (headerCount < 0 || headerCount > MOST_HEADERS || headerCount > end - at) {
      throw new IOException(headerCount + " headers");
    }
    boolean tooLong = headers.length > KEPT * EACH && headerCount <= KEPT;
    if (tooLong || headerCount * EACH > headers.length) {
      headers = new int[Math.max(headerCount, KEPT) * EACH];
    }
    for (int i = 0; i < headerCount * EACH; i += EACH) {
      int nameLength = varint();
      if (nameLength < 0) {
        throw new IOException("a header without a name");
      }
      headers[i] = field(nameLength);
      headers[i + 1] = nameLength;
      int length = Math.max(varint(), -1);
      headers[i + 2] = field(length);
      headers[i + 3] = length;
    }
  }

  /** Headers alone, with their count before them. */
  RecordHeaders headers(byte[] array, int from, int to) throws IOException {
    bytes = array;
    at = from;
    end = to;
    headerCount = varint();
    readHeaders();
    return headers();
  }

  /** The headers as objects. */
  RecordHeaders headers() {
    RecordHeaders made = new RecordHeaders();
    for (int i = 0; i < headerCount; i++) {
      String name = new String(bytes, nameAt(i), nameLength(i), UTF_8);
      made.add(name, copy(headerAt(i), headerLength(i)));
    }
    return made;
  }

  /**
   * A record of an old format: key and value stand at the array's beginning, and a zero after them
   * for the headers.
   */
  void set(byte[] array, int keySize, int valueSize) {
    bytes = array;
    keyAt = 0;
    keyLength = keySize;
    valueAt = Math.max(keySize, 0);
    valueLength = valueSize;
    headersAt = valueAt + Math.max(valueSize, 0);
    headerCount = 0;
    end = headersAt + 1;
  }

  /** Passes over a field; returns where it began. */
  private int field(int length) throws IOException {
    int from = at;
    if (length > end - from) {
      throw new IOException("a field of " + length + " bytes where " + (end - from) + " are left");
    }
    if (length > 0) {
      at = from + length;
    }
    return from;
  }

  /** Nearly all are one byte long. */
  private int varint() throws IOException {
    int first = bytes[at];
    if (first >= 0) {
      at++;
      return (first >>> 1) ^ -(first & 1);
    }
    return longerVarint();
  }

  private int longerVarint() throws IOException {
    long number = varlong();
    if (number != (int) number) {
      throw new IOException("a number of more than 32 bits");
    }
    return (int) number;
  }

  private long varlong() throws IOException {
    long number = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = bytes[at++];
      number |= (next & 0x7fL) << shift;
      if (next >= 0) {
        return (number >>> 1) ^ -(number & 1);
      }
    }
    throw new IOException("a number of more than 64 bits");
  }

  byte[] bytes() {
    return bytes;
  }

  long timestampDelta() {
    return timestampDelta;
  }

  int offsetDelta() {
    return offsetDelta;
  }

  int keyAt() {
    return keyAt;
  }

  int keyLength() {
    return keyLength;
  }

  int valueAt() {
    return valueAt;
  }

  int valueLength() {
    return valueLength;
  }

  /** Where the headers begin, with their count. */
  int headersAt() {
    return headersAt;
  }

  int end() {
    return end;
  }

  int headerCount() {
    return headerCount;
  }

  int nameAt(int header) {
    return headers[header * EACH];
  }

  int nameLength(int header) {
    return headers[header * EACH + 1];
  }

  int headerAt(int header) {
    return headers[header * EACH + 2];
  }

  int headerLength(int header) {
    return headers[header * EACH + 3];
  }

  /** A copy of a field; null if it is. */
  byte[] copy(int from, int length) {
    return length < 0 ? null : Arrays.copyOfRange(bytes, from, from + length);
  }
}
