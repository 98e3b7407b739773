package tributary.transfer.record;

import java.io.IOException;

/**
 * Where the fields of one record lie in an array (message format v2: attributes, timestamp delta,
 * offset delta, key, value and headers).
 *
 * <p>Thread: its cursor's.
 */
final class RecordFields {

  /** A longer key is not compared with the next one. */
  private static final int LONGEST_KEY = 256;

  private static final int NONE = -2;

  private final FieldReader in = new FieldReader();
  private final HeaderSlices headers = new HeaderSlices();
  private long timestampDelta;
  private int offsetDelta;
  private int keyAt;
  private int keyLength;
  private int valueAt;
  private int valueLength;
  private final byte[] lastKey = new byte[LONGEST_KEY];
  private int lastKeyLength = NONE;
  private Object family = new Object();

  /** Whether the last record was read to its end: its key and headers are remembered then. */
  private boolean whole;

  /** Reads the length of a record that begins there; {@link #at} is where that ends. */
  int length(byte[] array, int from) throws IOException {
    in.open(array, from, array.length);
    return in.varint();
  }

  int at() {
    return in.at();
  }

  /**
   * Reads a record of the format v2, without its length.
   *
   * @throws IOException if its fields don't end where it ends
   * @throws IndexOutOfBoundsException in place of that
   */
  void read(byte[] array, int from, int to) throws IOException {
    boolean known = whole;
    whole = false;
    in.open(array, from + 1, to);
    timestampDelta = in.varlong();
    offsetDelta = in.varint();
    keyLength = in.length();
    boolean sameKey = keyLength == lastKeyLength && in.follows(lastKey, Math.max(keyLength, 0));
    keyAt = in.field(keyLength);
    valueLength = in.length();
    valueAt = in.field(valueLength);
    boolean sameHeaders = headers.read(in);
    if (in.left() != 0) {
      throw new IOException("its fields end " + in.left() + " bytes before it does");
    }
    if (!known || !sameKey || !sameHeaders) {
      remember();
    }
    whole = true;
  }

  private void remember() {
    family = new Object();
    lastKeyLength = NONE;
    if (keyLength <= LONGEST_KEY) {
      System.arraycopy(in.bytes(), keyAt, lastKey, 0, Math.max(keyLength, 0));
      lastKeyLength = keyLength;
    }
  }

  /**
   * A record of an old format: key and value stand at the array's beginning, and a zero after them
   * for the headers.
   */
  void set(byte[] array, int keySize, int valueSize) {
    keyAt = 0;
    keyLength = keySize;
    valueAt = Math.max(keySize, 0);
    valueLength = valueSize;
    int headersAt = valueAt + Math.max(valueSize, 0);
    in.open(array, headersAt + 1, headersAt + 1);
    headers.none(in, headersAt);
    family = new Object();
    lastKeyLength = NONE;
  }

  /** Lets go of the array. */
  void rest() {
    in.open(new byte[0], 0, 0);
  }

  byte[] bytes() {
    return in.bytes();
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

  HeaderSlices headers() {
    return headers;
  }

  int end() {
    return in.end();
  }

  /** The same object while key and headers are, but for the last header's value. */
  Object family() {
    return family;
  }

  byte[] copy(int from, int length) {
    return in.copy(from, length);
  }
}
