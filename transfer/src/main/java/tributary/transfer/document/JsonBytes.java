package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import tributary.common.kafka.Crockford;

/**
 * A growing byte array that JSON is written into, without an object in between. Text is given as
 * bytes: malformed UTF-8 becomes U+FFFD just as Java's decoder does it, control characters are
 * escaped (RFC 8259 §7), so a document never holds a line end.
 *
 * <p>Thread: the worker that fills it.
 */
public final class JsonBytes {

  private static final byte[] HEX = "0123456789abcdef".getBytes(ISO_8859_1);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long ONES = 0x0101010101010101L;
  private static final long HIGHS = 0x8080808080808080L;

  /** {@code (n * TENTH) >>> TENTH_BITS} is {@code n / 10} for 32 bits (Hacker's Delight, 10-9). */
  private static final long TENTH = 0xcccccccdL;

  private static final int TENTH_BITS = 35;
  private static final int LONGEST_NUMBER = 19;
  private static final long SPACES = ONES * 0x20;
  private static final long QUOTES = ONES * '"';
  private static final long BACKSLASHES = ONES * '\\';

  /** Bytes of text between two looks at whether there is room. */
  private static final int STRETCH = 512;

  /** The longest that one byte becomes. */
  private static final int LONGEST = 6;

  /** Bytes of text that are written one by one where eight at a time can't be. */
  private static final int STEPS = 8;

  private static final int NONE = -1;

  private final int next;
  private byte[] bytes;
  private int length;
  private boolean malformed;
  private int valueAt = NONE;

  public JsonBytes(int capacity) {
    this(capacity, capacity);
  }

  /**
   * @param capacity bytes for a beginning
   * @param next to what it grows when these are full, instead of step by step
   */
  JsonBytes(int capacity, int next) {
    this.bytes = new byte[capacity];
    this.next = next;
  }

  public int length() {
    return length;
  }

  /** Forgets what was written after {@code length}. */
  public void truncate(int length) {
    this.length = length;
  }

  /** The bytes themselves if they are well filled, else a copy; what is written next is unsafe. */
  public byte[] release() {
    return length > bytes.length / 2 ? bytes : Arrays.copyOf(bytes, length);
  }

  /** A copy of what was written. */
  byte[] toBytes() {
    return Arrays.copyOf(bytes, length);
  }

  /** Writes bytes as they are. */
  public JsonBytes raw(byte[] source) {
    room(source.length);
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
    return this;
  }

  /** Writes a slice as it is. */
  public JsonBytes raw(byte[] source, int from, int count) {
    room(count);
    System.arraycopy(source, from, bytes, length, count);
    length += count;
    return this;
  }

  /** Writes one ASCII character as it is. */
  public JsonBytes raw(char ascii) {
    room(1);
    bytes[length++] = (byte) ascii;
    return this;
  }

  /** Writes a decimal number. */
  public JsonBytes number(long value) {
    if (value < 0) {
      return raw(Long.toString(value).getBytes(ISO_8859_1));
    }
    int digits = 1;
    for (long limit = 10; value >= limit && digits < LONGEST_NUMBER; limit *= 10) {
      digits++;
    }
    return padded(value, digits);
  }

  /** Writes the last {@code digits} digits of a number that is not negative, with leading zeros. */
  public JsonBytes padded(long value, int digits) {
    room(digits);
    long rest = value;
    int at = length + digits;
    // The C1 compiler calls a routine for each division, so only great numbers are divided.
    for (; rest > Integer.MAX_VALUE && at > length; rest /= 10) {
      bytes[--at] = (byte) ('0' + rest % 10);
    }
    while (at > length) {
      long tenth = (rest * TENTH) >>> TENTH_BITS;
      bytes[--at] = (byte) ('0' + rest - tenth * 10);
      rest = tenth;
    }
    length += digits;
    return this;
  }

  /** Writes the lowest {@code 5 * characters} bits as lower-case Crockford base 32. */
  public JsonBytes base32(long value, int characters) {
    room(characters);
    Crockford.encode(value, characters, bytes, length);
    length += characters;
    return this;
  }

  /** Writes UTF-8 bytes as a JSON string, with its quotes. */
  public JsonBytes text(byte[] utf8) {
    return text(utf8, 0, utf8.length);
  }

  /** The same of a slice. */
  JsonBytes text(byte[] utf8, int from, int count) {
    raw('"');
    escape(utf8, from, from + count);
    return raw('"');
  }

  /** As {@link #text}; {@link #valueAt} then says where it stands. */
  JsonBytes value(byte[] utf8, int from, int count) {
    malformed = false;
    int at = length;
    text(utf8, from, count);
    valueAt = malformed ? NONE : at;
    return this;
  }

  /**
   * Where the last {@link #value} stands, if there was one since this was asked for, and it can be
   * read back from there as it was ({@link JsonText#bytes}), else -1.
   */
  int valueAt() {
    int at = valueAt;
    valueAt = NONE;
    return at;
  }

  private void escape(byte[] source, int from, int end) {
    int at = from;
    while (at < end) {
      room((STRETCH + 2 * STEPS) * LONGEST);
      at = stretch(source, at, Math.min(end, at + STRETCH), end);
    }
  }

  /**
   * Writes text up to {@code end}, or some bytes more.
   *
   * @param last where all of it ends
   * @return where it has stopped
   */
  private int stretch(byte[] source, int from, int end, int last) {
    int at = from;
    while (at < end) {
      int plain = plain(source, at, end, bytes, length);
      length += plain - at;
      at = plain;
      int steps = steps(source, at, end);
      while (at < steps) {
        byte b = source[at];
        if (b >= 0x20 && b != '"' && b != '\\') {
          bytes[length++] = b;
          at++;
        } else if (b >= 0) {
          escaped(b);
          at++;
        } else {
          int size = Utf8.sequence(source, at, last);
          if (size == 0) {
            return malformed(source, at, last);
          }
          System.arraycopy(source, at, bytes, length, size);
          length += size;
          at += size;
        }
      }
    }
    return at;
  }

  /** How far to go byte by byte: to where eight at a time can't be copied for another reason. */
  private static int steps(byte[] source, int at, int end) {
    boolean escape = end - at >= Long.BYTES && source[at] >= 0;
    return escape ? at + 1 : Math.min(at + STEPS, end);
  }

  /**
   * Copies eight bytes at a time while all of them are ASCII that JSON takes as it is; returns
   * where it has stopped: at one that is not, or because fewer are left.
   */
  private static int plain(byte[] source, int from, int end, byte[] out, int to) {
    int shift = to - from;
    int at = from;
    for (; at + Long.BYTES <= end; at += Long.BYTES) {
      long word = (long) LONG.get(source, at);
      LONG.set(out, at + shift, word);
      long quotes = (word ^ QUOTES) - ONES;
      long backslashes = (word ^ BACKSLASHES) - ONES;
      long others = (word | (word - SPACES) | quotes | backslashes) & HIGHS;
      if (others != 0) {
        return at + zeroBytes(others);
      }
    }
    return at;
  }

  /**
   * How many bytes are zero before the first that is not, of bytes that are zero or 0x80. What a
   * subtraction borrows can be wrong in later ones only.
   */
  private static int zeroBytes(long bits) {
    long lowest = (bits & -bits) >>> 7;
    return (int) ((((lowest - 1) & ONES) * ONES) >>> 56);
  }

  /** Writes the rest as Java's decoder makes it of bytes that are no UTF-8. */
  private int malformed(byte[] source, int at, int end) {
    malformed = true;
    byte[] decoded = new String(source, at, end - at, UTF_8).getBytes(UTF_8);
    escape(decoded, 0, decoded.length);
    return end;
  }

  /** There is room already. */
  private void escaped(byte b) {
    bytes[length++] = '\\';
    switch (b) {
      case '"', '\\' -> bytes[length++] = b;
      case '\n' -> bytes[length++] = 'n';
      case '\r' -> bytes[length++] = 'r';
      case '\t' -> bytes[length++] = 't';
      default -> {
        bytes[length++] = 'u';
        bytes[length++] = '0';
        bytes[length++] = '0';
        bytes[length++] = HEX[b >> 4];
        bytes[length++] = HEX[b & 15];
      }
    }
  }

  /** So short that it is compiled into its callers. */
  private void room(int more) {
    if (bytes.length - length < more) {
      grow(more);
    }
  }

  private void grow(int more) {
    int step = Math.max(next, bytes.length + (bytes.length >> 1));
    bytes = Arrays.copyOf(bytes, Math.max(length + more, step));
  }
}
