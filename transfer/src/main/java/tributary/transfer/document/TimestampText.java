package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;

/**
 * Makes text of a record's timestamp, as {@code "2026-11-21T08:00:00.123Z"}. That of the last one
 * is kept, since neighbours share it, or its second.
 *
 * <p>Thread: its worker.
 */
final class TimestampText {

  /** The last millisecond of the year 9999, the greatest that Elasticsearch's date format takes. */
  static final long GREATEST = 253_402_300_799_999L;

  private static final long SECOND = 1000;

  private final byte[] before;

  /** The last second's first millisecond; none is before 1970. */
  private long begin = -SECOND;

  private long last = -1;
  private byte[] second = new byte[0];
  private byte[] text = new byte[0];

  /**
   * @param before written before each
   */
  TimestampText(byte[] before) {
    this.before = before;
  }

  /** Foreign records carry any number; what is no date of ours is held at the nearest that is. */
  static long held(long millis) {
    return Math.max(0, Math.min(millis, GREATEST));
  }

  void write(long millis, JsonBytes out) {
    long held = held(millis);
    if (held != last) {
      last = held;
      text = text(held);
    }
    out.raw(text);
  }

  private byte[] text(long held) {
    long since = held - begin;
    if (since < 0 || since >= SECOND) {
      since = held % SECOND;
      begin = held - since;
      String whole = Instant.ofEpochMilli(begin).toString();
      second = ("\"" + whole.substring(0, whole.length() - 1) + ".").getBytes(ISO_8859_1);
    }
    JsonBytes made = new JsonBytes(before.length + second.length + 5);
    return made.raw(before).raw(second).padded(since, 3).raw('Z').raw('"').toBytes();
  }
}
