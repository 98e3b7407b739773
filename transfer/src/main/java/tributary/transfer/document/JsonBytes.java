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

  private byte[] bytes;
  private int length;
  private boolean malformed;
  private byte[] value;
  private int valueAt;

  public JsonBytes(int capacity) {
    bytes = new byte[capacity];
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

  /** Writes bytes as they are. */
  public JsonBytes raw(byte[] source) {
    room(source.length);
    System.arraycopy(source, 0, bytes, length, source.length);
    length += source.length;
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
    for (long rest = value / 10; rest > 0; rest /= 10) {
      digits++;
    }
    return padded(value, digits);
  }

  /** Writes the last {@code digits} digits of a number that is not negative, with leading zeros. */
  public JsonBytes padded(long value, int digits) {
    room(digits);
    long rest = value;
    for (int i = length + digits - 1; i >= length; i--) {
      bytes[i] = (byte) ('0' + rest % 10);
      rest /= 10;
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
    raw('"');
    escape(utf8);
    return raw('"');
  }

  /** As {@link #text}; {@link #valueAt} then says where it stands. */
  JsonBytes value(byte[] utf8) {
    malformed = false;
    valueAt = length;
    text(utf8);
    value = malformed ? null : utf8;
    return this;
  }

  /**
   * Where the last {@link #value} stands, if it was this very array, and can be read back from
   * there as it was ({@link JsonText#bytes}), else -1.
   */
  int valueAt(byte[] utf8) {
    int at = utf8 != null && utf8 == value ? valueAt : -1;
    value = null;
    return at;
  }

  private void escape(byte[] source) {
    room(source.length);
    int from = 0;
    int at = 0;
    while (at < source.length) {
      if (at + 8 <= source.length && isPlain((long) LONG.get(source, at))) {
        at += 8;
        continue;
      }
      byte b = source[at];
      if (b < 0) {
        int size = Utf8.sequence(source, at);
        if (size == 0) {
          malformed = true;
          copy(source, from, at);
          escape(new String(source, at, source.length - at, UTF_8).getBytes(UTF_8));
          return;
        }
        at += size;
      } else if (b < 0x20 || b == '"' || b == '\\') {
        copy(source, from, at);
        escaped(b);
        from = ++at;
      } else {
        at++;
      }
    }
    copy(source, from, at);
  }

  /** Whether eight bytes are all ASCII that JSON takes as it is. False alarms are allowed. */
  private static boolean isPlain(long word) {
    long quote = word ^ (ONES * '"');
    long slash = word ^ (ONES * '\\');
    long below = word - ONES * 0x20;
    return ((word | below | (quote - ONES) | (slash - ONES)) & HIGHS) == 0;
  }

  private void escaped(byte b) {
    switch (b) {
      case '"', '\\' -> raw('\\').raw((char) b);
      case '\n' -> raw('\\').raw('n');
      case '\r' -> raw('\\').raw('r');
      case '\t' -> raw('\\').raw('t');
      default -> {
        room(6);
        raw('\\').raw('u').raw('0').raw('0');
        bytes[length++] = HEX[b >> 4];
        bytes[length++] = HEX[b & 15];
      }
    }
  }

  private void copy(byte[] source, int from, int to) {
    room(to - from);
    System.arraycopy(source, from, bytes, length, to - from);
    length += to - from;
  }

  private void room(int more) {
    if (bytes.length - length < more) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length + (bytes.length >> 1)));
    }
  }
}
