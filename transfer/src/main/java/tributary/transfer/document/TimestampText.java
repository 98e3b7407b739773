package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Instant;

/**
 * Writes a record's timestamp as {@code 2026-11-21T08:00:00.123Z}. The last second's text is kept,
 * since neighbours share it.
 *
 * <p>Thread: its worker.
 */
final class TimestampText {

  /** The last millisecond of the year 9999, the greatest that Elasticsearch's date format takes. */
  static final long GREATEST = 253_402_300_799_999L;

  private static final long SECOND = 1000;

  /** The last second's first millisecond; none is before 1970. */
  private long begin = -SECOND;

  private byte[] text = new byte[0];

  /** Foreign records carry any number; what is no date of ours is held at the nearest that is. */
  static long held(long millis) {
    return Math.max(0, Math.min(millis, GREATEST));
  }

  void write(long millis, JsonBytes out) {
    long held = held(millis);
    long since = held - begin;
    if (since < 0 || since >= SECOND) {
      since = held % SECOND;
      begin = held - since;
      String whole = Instant.ofEpochMilli(begin).toString();
      text = ("\"" + whole.substring(0, whole.length() - 1) + ".").getBytes(ISO_8859_1);
    }
    out.raw(text).padded(since, 3).raw('Z').raw('"');
  }
}
