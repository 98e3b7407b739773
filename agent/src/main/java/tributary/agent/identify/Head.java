package tributary.agent.identify;

/**
 * How a content begins.
 *
 * @param length of what is known, {@link #FULL} at most; it grows with the file
 * @param hash of these bytes
 */
public record Head(int length, long hash) {

  /** Bytes of a head that is known in full. */
  public static final int FULL = 1024;

  /** The head of a file whose first bytes these are. */
  public static Head of(byte[] bytes, int length) {
    int known = Math.min(length, FULL);
    return new Head(known, Hashes.of(bytes, 0, known));
  }

  /** Whether a file that begins with these bytes begins like this. */
  public boolean agrees(byte[] bytes, int available) {
    return available >= length && Hashes.of(bytes, 0, length) == hash;
  }

  /** Whether all of it is known, so that it tells files apart. */
  public boolean full() {
    return length == FULL;
  }
}
