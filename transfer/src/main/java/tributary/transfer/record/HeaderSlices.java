package tributary.transfer.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Where the headers of one record lie. Of an agent's records all is the same from one to the next
 * but the value of the last header (the span); so all before that value is compared at once, and
 * read only where it differs.
 *
 * <p>Thread: its cursor's.
 */
final class HeaderSlices {

  /** Numbers for each header: where its name and its value begin, and how long they are. */
  private static final int EACH = 4;

  /** No more headers than an array of 16 MiB says where they are. */
  private static final int MOST = 1024 * 1024;

  /** An array for more headers is not kept for the next record. */
  private static final int KEPT = 1024;

  /** What is shared is compared up to this length. */
  private static final int LONGEST = 16 * 1024;

  private static final int NONE = -1;

  private FieldReader in;
  private int start;
  private int split;
  private int count;

  /** Places are counted from {@link #start}. */
  private int[] slices = new int[KEPT * EACH];

  private byte[] shared = new byte[256];
  private int sharedLength = NONE;

  /**
   * Reads them, with their count before them.
   *
   * @return whether all but the last value are those of the record before
   * @throws IOException if they are none
   */
  boolean read(FieldReader reader) throws IOException {
    in = reader;
    start = in.at();
    boolean same = sharedLength != NONE && in.follows(shared, sharedLength);
    if (same) {
      in.skip(sharedLength);
    } else {
      sharedLength = NONE;
      readShared();
      share();
    }
    split = in.at();
    if (count > 0) {
      value((count - 1) * EACH);
    }
    return same;
  }

  /** A record has none; a zero stands where they would be counted. */
  void none(FieldReader reader, int at) {
    in = reader;
    start = at;
    split = at + 1;
    count = 0;
    sharedLength = NONE;
  }

  /** All but the last value. */
  private void readShared() throws IOException {
    count = in.varint();
    if (count < 0 || count > MOST || count > in.left()) {
      throw new IOException(count + " headers");
    }
    boolean tooLong = slices.length > KEPT * EACH && count <= KEPT;
    if (tooLong || count * EACH > slices.length) {
      slices = new int[Math.max(count, KEPT) * EACH];
    }
    for (int i = 0; i < count; i++) {
      if (i > 0) {
        value((i - 1) * EACH);
      }
      int length = in.varint();
      if (length < 0) {
        throw new IOException("a header without a name");
      }
      slices[i * EACH] = in.field(length) - start;
      slices[i * EACH + 1] = length;
    }
  }

  private void value(int slice) throws IOException {
    int length = in.length();
    slices[slice + 2] = in.field(length) - start;
    slices[slice + 3] = length;
  }

  private void share() {
    int length = in.at() - start;
    if (length <= LONGEST) {
      if (length > shared.length) {
        shared = new byte[length * 2];
      }
      System.arraycopy(in.bytes(), start, shared, 0, length);
      sharedLength = length;
    }
  }

  /** Where they begin, with their count. */
  int start() {
    return start;
  }

  /** Where the last value begins, with its length. */
  int split() {
    return split;
  }

  int count() {
    return count;
  }

  int nameAt(int header) {
    return start + slices[header * EACH];
  }

  int nameLength(int header) {
    return slices[header * EACH + 1];
  }

  int valueAt(int header) {
    return start + slices[header * EACH + 2];
  }

  int valueLength(int header) {
    return slices[header * EACH + 3];
  }

  /** The same as objects. */
  RecordHeaders copy() {
    RecordHeaders made = new RecordHeaders();
    for (int i = 0; i < count; i++) {
      String name = new String(in.bytes(), nameAt(i), nameLength(i), UTF_8);
      made.add(name, in.copy(valueAt(i), valueLength(i)));
    }
    return made;
  }
}
