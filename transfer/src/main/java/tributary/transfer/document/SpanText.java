package tributary.transfer.document;

import tributary.transfer.record.RecordCursor;

/**
 * The span of the record at hand, as its header writes it: {@code start:end}. Its numbers can be
 * copied from there.
 *
 * <p>Thread: its worker.
 */
final class SpanText {

  /** The longest end that 9 characters of base 32 hold: 35 TB. */
  static final long GREATEST_END = (1L << 45) - 1;

  private byte[] text = new byte[0];
  private int from;
  private int colon;
  private int to;
  private long start;
  private long end;

  /** Reads a header; false if it is no span. */
  boolean read(RecordCursor record, int header) {
    text = record.bytes();
    from = record.headerAt(header);
    to = from + record.headerLength(header);
    colon = from;
    while (colon < to && text[colon] != ':') {
      colon++;
    }
    if (colon >= to) {
      return false;
    }
    start = Decimal.read(text, from, colon);
    end = Decimal.read(text, colon + 1, to);
    return start >= 0 && end > start && end <= GREATEST_END;
  }

  long end() {
    return end;
  }

  /** Bytes from start to end. */
  long length() {
    return end - start;
  }

  void putStart(JsonBytes out) {
    put(start, from, colon, out);
  }

  void putEnd(JsonBytes out) {
    put(end, colon + 1, to, out);
  }

  /** JSON knows no leading zeros. */
  private void put(long number, int at, int after, JsonBytes out) {
    if (text[at] == '0') {
      out.number(number);
    } else {
      out.raw(text, at, after - at);
    }
  }
}
