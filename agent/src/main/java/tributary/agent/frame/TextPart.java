package tributary.agent.frame;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Finds how much of a line's bytes fits into one event's text, and gives it as UTF-8: in place
 * where the bytes are that already, else transcoded into a buffer of its own. The cut lies between
 * characters and follows from the bytes alone, so that it is the same when they are read again.
 *
 * <p>Thread: the reader. The text is valid until the next call.
 */
final class TextPart {
  private static final byte[] REPLACEMENT = "\ufffd".getBytes(StandardCharsets.UTF_8);

  private final int maxText;
  private final boolean utf8;
  private final CharsetDecoder decoder;
  private final CharBuffer chars = CharBuffer.allocate(1024);
  private byte[] own = new byte[0];

  private byte[] text;
  private int offset;
  private int length;
  private long malformed;

  TextPart(Charset charset, int maxText) {
    this.maxText = maxText;
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Raw bytes that surely fill one event, whatever the encoding (four for three at worst). */
  static int need(int maxText) {
    return 2 * maxText + 16;
  }

  /** Takes what fits of {@code [from, to)}; returns the index after the last byte taken. */
  int take(byte[] bytes, int from, int to) {
    if (utf8) {
      int end = Math.min(to, from + maxText);
      if (end < to) {
        end = Utf8.boundary(bytes, Math.max(from, end - 4), end);
      }
      if (Utf8.valid(bytes, from, end)) {
        text = bytes;
        offset = from;
        length = end - from;
        return end;
      }
    }
    return transcode(bytes, from, to);
  }

  private int transcode(byte[] bytes, int from, int to) {
    ByteBuffer in = ByteBuffer.wrap(bytes, from, to - from);
    length = 0;
    offset = 0;
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
        in.position(in.position() + result.length());
        if (maxText - length < REPLACEMENT.length) {
          in.position(in.position() - result.length());
          break;
        }
        append(REPLACEMENT, REPLACEMENT.length);
        malformed++;
      } else if (nothing) {
        break;
      }
    }
    text = own;
    return in.position();
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

  /** Stretches that were replaced by U+FFFD since the last call. */
  long takeMalformed() {
    long count = malformed;
    malformed = 0;
    return count;
  }
}
