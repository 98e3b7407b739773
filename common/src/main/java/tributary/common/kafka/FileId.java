package tributary.common.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The name of a file's content, for ever, whatever file holds it (DESIGN §5): 20 characters of
 * {@link Crockford} base 32, which are 32 bits of seconds since 1970 when the content was first
 * seen, then 68 random bits.
 *
 * @param text the 20 characters
 */
public record FileId(String text) implements Comparable<FileId> {
  /** Characters of an id, and bytes of a record's key. */
  public static final int LENGTH = 20;

  private static final int LOW_DIGITS = 10;

  /**
   * @throws IllegalArgumentException if the text is no file id
   */
  public FileId {
    if (!isFileId(text.getBytes(StandardCharsets.UTF_8))) {
      throw new IllegalArgumentException("no file id: " + text);
    }
  }

  /**
   * A new id.
   *
   * @param firstSeen now
   * @param random strong enough that two hosts never draw the same 68 bits
   */
  public static FileId create(Instant firstSeen, RandomGenerator random) {
    long seconds = firstSeen.getEpochSecond() & 0xffff_ffffL;
    // The left ten digits are 50 bits: 32 of time and 18 random ones; the right ten are 50 random.
    long left = seconds << 18 | random.nextLong() >>> 46;
    return new FileId(
        Crockford.encode(left, LOW_DIGITS) + Crockford.encode(random.nextLong(), LOW_DIGITS));
  }

  /** The id that a record's key holds; nothing for foreign keys. */
  public static Optional<FileId> parse(byte[] key) {
    return key != null && isFileId(key)
        ? Optional.of(new FileId(new String(key, StandardCharsets.US_ASCII)))
        : Optional.empty();
  }

  /** Whether a record's key is a file id; makes no object. */
  public static boolean isFileId(byte[] key) {
    if (key.length != LENGTH) {
      return false;
    }
    for (byte character : key) {
      if (!Crockford.isDigit(character)) {
        return false;
      }
    }
    return true;
  }

  /** The record's key: 20 ASCII bytes. */
  public byte[] key() {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int compareTo(FileId other) {
    return text.compareTo(other.text);
  }

  @Override
  public String toString() {
    return text;
  }
}
