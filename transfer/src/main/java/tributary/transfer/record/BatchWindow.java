package tributary.transfer.record;

import java.io.IOException;

/**
 * The part of a batch's unpacked records that is being read. What is packed is unpacked piece by
 * piece into one array that is used again and again, so that a batch that unpacks to gigabytes
 * takes no more than its largest record, and records are read while the processor's cache has them.
 *
 * <p>Thread: its cursor's.
 */
final class BatchWindow implements AutoCloseable {

  private static final int USUAL = 128 * 1024;

  /** An array that has grown beyond this is not kept for the next batches. */
  private static final int KEPT = 256 * 1024;

  private static final byte[] NONE = new byte[0];

  private final int limit;
  private byte[] own = NONE;
  private byte[] bytes = own;
  private int at;
  private int end;
  private Unpacking packed;

  /**
   * @param limit the longest packed record that is unpacked, bytes
   */
  BatchWindow(int limit) {
    this.limit = limit;
  }

  /** Records that are not packed. */
  void open(byte[] array, int from, int to) {
    bytes = array;
    at = from;
    end = to;
  }

  /** Records that are packed; closed by {@link #close}. */
  void open(Unpacking records) {
    if (own.length == 0) {
      own = new byte[USUAL];
    }
    bytes = own;
    at = 0;
    end = 0;
    packed = records;
  }

  byte[] bytes() {
    return bytes;
  }

  /** Where the bytes begin that were not read yet; those before may be gone after {@link #has}. */
  int at() {
    return at;
  }

  /** Bytes before {@code next} were read. */
  void at(int next) {
    at = next;
  }

  /** Where the bytes end that are unpacked by now. */
  int end() {
    return end;
  }

  /** Whether the batch has so many bytes more; then they stand in the array. */
  boolean has(int count) throws IOException {
    return end - at >= count || unpack(count);
  }

  private boolean unpack(int count) throws IOException {
    while (end - at < count) {
      int room = packed == null ? 0 : packed.room();
      if (room == 0) {
        return false;
      }
      if (count > limit) {
        throw new IOException(
            "a record of " + count + " bytes, longer than the " + limit + " that fit in memory");
      }
      makeRoom(room);
      int read = packed.read(bytes, end);
      if (read < 0) {
        return false;
      }
      end += read;
    }
    return true;
  }

  private void makeRoom(int room) {
    if (bytes.length - end >= room) {
      return;
    }
    int rest = end - at;
    byte[] to = bytes;
    if (bytes.length - rest < room) {
      to = new byte[Math.max(rest + room, Math.min(bytes.length * 2, limit))];
    }
    System.arraycopy(bytes, at, to, 0, rest);
    own = to;
    bytes = to;
    at = 0;
    end = rest;
  }

  /** Whether all that the batch has was read. */
  boolean isEmpty() throws IOException {
    return !has(1);
  }

  /** Lets go of all memory but what the next batch will want. */
  void rest() {
    if (own.length > KEPT) {
      own = NONE;
    }
    open(NONE, 0, 0);
  }

  /** Done with the batch. */
  @Override
  public void close() throws IOException {
    Unpacking done = packed;
    packed = null;
    if (done != null) {
      done.close();
    }
  }
}
