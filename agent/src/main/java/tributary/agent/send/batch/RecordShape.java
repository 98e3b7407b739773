package tributary.agent.send.batch;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import tributary.agent.frame.Lines;
import tributary.common.kafka.EventHeaders;
import tributary.common.kafka.EventPart;

/**
 * What is the same for all records of a stream, encoded once: the key, and the headers up to the
 * span. A record of format v2 is its length, attributes, timestamp delta, offset delta, key, value
 * and headers, its numbers as varints. Thread: the reader.
 */
public final class RecordShape {
  /** More than what stands before a value: five varints, attributes, and a key of 20 bytes. */
  private static final int HEAD_ROOM = 64;

  private final byte[] key;
  private final byte[] partHeaders;

  /** The headers of a whole event. */
  private final SpanDigits whole;

  private byte[] scratch = new byte[HEAD_ROOM];

  // Of the record at hand.
  private byte[] part;
  private int textLength;
  private long start;
  private long end;
  private boolean more;
  private int body;

  // Of the lines at hand.
  private Lines lines;
  private long delta;
  private int lineSize;

  /**
   * @param key the file's id
   * @param headers that are constant, in their order
   */
  public RecordShape(byte[] key, Map<String, byte[]> headers) {
    this.key = withLength(key);
    this.whole = new SpanDigits(headers(headers, headers.size() + 1));
    this.partHeaders = headers(headers, headers.size() + 2);
  }

  private static byte[] headers(Map<String, byte[]> constant, int count) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(varint(count));
    constant.forEach(
        (name, value) -> {
          out.writeBytes(withLength(name.getBytes(StandardCharsets.UTF_8)));
          out.writeBytes(withLength(value));
        });
    out.writeBytes(withLength(EventHeaders.SPAN.getBytes(StandardCharsets.UTF_8)));
    return out.toByteArray();
  }

  private static byte[] varint(long value) {
    byte[] bytes = new byte[Varints.size(value)];
    Varints.put(bytes, 0, value);
    return bytes;
  }

  private static byte[] withLength(byte[] value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(varint(value.length));
    out.writeBytes(value);
    return out.toByteArray();
  }

  /**
   * The next record; what is written of it depends on its place in a batch as well.
   *
   * @param which null for a whole event
   */
  public void next(int length, long from, long to, EventPart which) {
    textLength = length;
    start = from;
    end = to;
    more = which != null && which.more();
    whole.set(from, to);
    part = which == null ? null : part(which);
  }

  private static byte[] part(EventPart which) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(withLength(EventHeaders.PART.getBytes(StandardCharsets.UTF_8)));
    out.writeBytes(withLength(which.bytes()));
    return out.toByteArray();
  }

  /** Bytes of the record at that place. */
  int size(int offsetDelta, long timestampDelta) {
    body =
        1
            + Varints.size(timestampDelta)
            + Varints.size(offsetDelta)
            + key.length
            + Varints.size(textLength)
            + textLength
            + tailSize();
    return Varints.size(body) + body;
  }

  private int tailSize() {
    return part == null ? whole.size() : partHeaders.length + whole.ownSize() + part.length;
  }

  /** Writes all before the text, after {@link #size}; returns where it ends. */
  int head(byte[] bytes, int from, int offsetDelta, long timestampDelta) {
    int at = Varints.put(bytes, from, body);
    bytes[at++] = 0;
    at = Varints.put(bytes, at, timestampDelta);
    at = Varints.put(bytes, at, offsetDelta);
    System.arraycopy(key, 0, bytes, at, key.length);
    return Varints.put(bytes, at + key.length, textLength);
  }

  /** Writes all after the text; returns where it ends. */
  int tail(byte[] bytes, int from) {
    if (part == null) {
      System.arraycopy(whole.bytes(), 0, bytes, from, whole.size());
      return from + whole.size();
    }
    System.arraycopy(partHeaders, 0, bytes, from, partHeaders.length);
    int at = from + partHeaders.length;
    int own = whole.ownSize();
    System.arraycopy(whole.bytes(), whole.size() - own, bytes, at, own);
    System.arraycopy(part, 0, bytes, at + own, part.length);
    return at + own + part.length;
  }

  /** Records of whole lines follow, with that timestamp delta. */
  void lines(Lines next, long timestampDelta) {
    lines = next;
    delta = timestampDelta;
    lineSize = 1 + Varints.size(timestampDelta) + key.length;
  }

  /** Writes the record of one of the lines if it ends within the room; returns where, or -1. */
  int line(byte[] bytes, int from, int room, int offsetDelta, int index) {
    int length = lines.length(index);
    whole.set(lines.offset(index), lines.offset(index + 1));
    int tail = whole.size();
    int size = lineSize + Varints.size(offsetDelta) + Varints.size(length) + length + tail;
    if (from + Varints.size(size) + size > room) {
      return -1;
    }
    int at = Varints.put(bytes, from, size);
    bytes[at] = 0;
    at = Varints.put(bytes, at + 1, delta);
    at = Varints.put(bytes, at, offsetDelta);
    System.arraycopy(key, 0, bytes, at, key.length);
    at = Varints.put(bytes, at + key.length, length);
    System.arraycopy(lines.bytes(), lines.start(index), bytes, at, length);
    at += length;
    System.arraycopy(whole.bytes(), 0, bytes, at, tail);
    return at + tail;
  }

  /** Room for head or tail, for records that don't fit in one block. */
  byte[] scratch() {
    int need = Math.max(HEAD_ROOM + key.length, tailSize());
    if (scratch.length < need) {
      scratch = new byte[need];
    }
    return scratch;
  }

  int textLength() {
    return textLength;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  boolean more() {
    return more;
  }
}
