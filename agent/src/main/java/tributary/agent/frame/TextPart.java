package tributary.agent.frame;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import tributary.common.collect.TextEncoding;
import tributary.common.collect.TextEncoding.Kind;

/**
 * Finds how much of an event's bytes fits into one event's text, and gives it as UTF-8: in place
 * where the bytes are that already, else made in a buffer of its own. Line ends within it become
 * LF. The cut lies between characters and follows from the bytes alone, so that it is the same when
 * they are read again.
 *
 * <p>Thread: the reader. The text is valid until the next call.
 */
final class TextPart {
  private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);
  private static final byte[] LINE_FEED = {'\n'};

  private final Units units;
  private final int maxText;
  private final boolean utf8;
  private final boolean asciiSame;
  private final CharsetDecoder decoder;
  private final CharBuffer chars = CharBuffer.allocate(1024);
  private byte[] own = new byte[0];

  private byte[] text = own;
  private int offset;
  private int length;
  private int malformed;

  /**
   * @param encoding one that needs no byte order mark to be known
   */
  TextPart(TextEncoding encoding, Units units, int maxText) {
    this.units = units;
    this.maxText = maxText;
    this.utf8 = encoding.kind() == Kind.UTF_8;
    Charset charset = encoding.charset().orElseThrow();
    this.asciiSame = encoding.kind() != Kind.WIDE && isAsciiSame(charset);
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Whether ASCII is the same in this encoding, a byte a character. */
  boolean keepsAscii() {
    return asciiSame;
  }

  private static boolean isAsciiSame(Charset charset) {
    byte[] all = new byte[128];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    return new String(all, charset).equals(new String(all, StandardCharsets.US_ASCII));
  }

  /**
   * Raw bytes that surely fill one event: at worst two units become one byte of text (CR LF, or
   * four bytes of GB18030 two).
   */
  static int need(Units units, int maxText) {
    return 2 * units.width() * maxText + 32;
  }

  /**
   * Takes what fits of {@code [from, to)}; returns the index after the last byte taken.
   *
   * @param ascii whether these are surely ASCII, without a line end among them
   */
  int take(byte[] bytes, int from, int to, int phase, boolean ascii) {
    malformed = 0;
    int end = Math.min(to, from + maxText);
    if (ascii && asciiSame) {
      return inPlace(bytes, from, end);
    }
    if (utf8) {
      int cut = end == to ? to : Utf8.boundary(bytes, Math.max(from, end - 4), end);
      if (Utf8.valid(bytes, from, cut) && !hasCarriageReturns(bytes, from, cut, to)) {
        return inPlace(bytes, from, cut);
      }
    }
    return make(bytes, from, to, phase);
  }

  private int inPlace(byte[] bytes, int from, int to) {
    text = bytes;
    offset = from;
    length = to - from;
    return to;
  }

  /** Whether one stands before a line feed; the last may be cut off from it. */
  private static boolean hasCarriageReturns(byte[] bytes, int from, int end, int to) {
    int most = Math.min(end + 1, to);
    int lineFeed = Bytes.lineFeed(bytes, from, most);
    while (lineFeed >= 0) {
      if (lineFeed > from && bytes[lineFeed - 1] == '\r') {
        return true;
      }
      lineFeed = Bytes.lineFeed(bytes, lineFeed + 1, most);
    }
    return false;
  }

  private int make(byte[] bytes, int from, int to, int phase) {
    length = 0;
    offset = 0;
    int at = from;
    while (true) {
      int lineFeed = units.lineFeed(bytes, at, to, phase);
      int lineEnd = lineFeed < 0 ? to : units.textEnd(bytes, at, lineFeed);
      int stopped = decode(bytes, at, lineEnd);
      text = own;
      if (stopped < lineEnd || lineFeed < 0 || length == maxText) {
        return stopped;
      }
      append(LINE_FEED, 1);
      text = own;
      at = lineFeed + units.width();
    }
  }

  private int decode(byte[] bytes, int from, int to) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    decoder.reset();
    while (in.hasRemaining() && maxText - length >= REPLACEMENT.length) {
      // A char is three bytes at most, a pair of surrogates four.
      int room = Math.min(chars.capacity(), (maxText - length) / 3);
      chars.clear().limit(room);
      CoderResult result = decoder.decode(in, chars, true);
      chars.flip();
      boolean nothing = !chars.hasRemaining();
      append(chars);
      if (result.isError()) {
        if (maxText - length < REPLACEMENT.length) {
          break;
        }
        in.position(in.position() + wrong(result));
        append(REPLACEMENT, REPLACEMENT.length);
        malformed++;
      } else if (nothing) {
        break;
      }
    }
    return in.position();
  }

  /** The JDK's UTF-16 takes a lone high surrogate and the good unit after it for one mistake. */
  private int wrong(CoderResult result) {
    return units.width() > 1 ? Math.min(result.length(), units.width()) : result.length();
  }

  private void append(CharBuffer decoded) {
    byte[] encoded = decoded.toString().getBytes(StandardCharsets.UTF_8);
    append(encoded, encoded.length);
  }

  private void append(byte[] bytes, int count) {
    if (own.length < length + count) {
      own = Arrays.copyOf(own, Math.min(maxText, Math.max(1024, 2 * (length + count))));
    }
    System.arraycopy(bytes, 0, own, length, count);
    length += count;
  }

  byte[] text() {
    return text;
  }

  int offset() {
    return offset;
  }

  int length() {
    return length;
  }

  /** Stretches of it that were no text, and were replaced by U+FFFD. */
  int malformed() {
    return malformed;
  }
}
