package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import tributary.transfer.record.RecordCursor;

/**
 * The members of a line's document (DESIGN §7), which those of its dead letter are too.
 *
 * <p>Thread: its worker.
 */
final class LineBody {

  private static final byte[] TIMESTAMP = utf8("{\"@timestamp\":");
  private static final byte[] MESSAGE = utf8(",\"message\":");
  private static final byte[] HOST = utf8(",\"host\":{\"name\":");
  private static final byte[] LOG = utf8(",\"log\":{\"file\":{");
  private static final byte[] PATH = utf8("\"path\":");
  private static final byte[] FILE_ID = utf8("\"id\":\"");
  private static final byte[] OFFSET = utf8("\"},\"offset\":");
  private static final byte[] END = utf8(",\"end\":");
  private static final byte[] BYTES = utf8(",\"bytes\":");
  private static final byte[] PART = utf8(",\"part\":");
  private static final byte[] MORE = utf8(",\"more\":true");
  private static final byte[] LAST = utf8(",\"more\":false");
  private static final byte[] PARTITION = utf8(",\"kafka\":{\"partition\":");
  private static final byte[] KAFKA_OFFSET = utf8(",\"offset\":");
  private static final byte[] FIELDS = utf8(",\"fields\":");

  private final TimestampText timestamp = new TimestampText(TIMESTAMP);
  private Object family;
  private byte[] file = new byte[0];
  private int partition = -1;
  private byte[] kafka = new byte[0];

  /** The member that names the topic, for {@link #begin}. */
  static byte[] topic(String name) {
    JsonBytes text = new JsonBytes(name.length() + 16);
    text.raw(utf8(",\"topic\":")).text(utf8(name));
    return text.toBytes();
  }

  /**
   * The first members.
   *
   * @param length of the value, or of what is left of it
   */
  void begin(RecordCursor record, int length, byte[] topic, JsonBytes out) {
    timestamp.write(record.timestamp(), out);
    if (length >= 0) {
      out.raw(MESSAGE).value(record.bytes(), record.valueAt(), length);
      if (length < record.valueLength()) {
        // It can't be read back from there.
        out.valueAt();
      }
    }
    out.raw(topic);
  }

  /** Those that say where it comes from; the object stays open. */
  void origin(Origin origin, JsonBytes out) {
    if (origin.isOurs()) {
      log(origin, out);
    }
    out.raw(kafka(origin.partition())).number(origin.offset()).raw('}');
    if (origin.isOurs() && origin.fields() != null) {
      out.raw(FIELDS).raw(origin.fields());
    }
  }

  private void log(Origin origin, JsonBytes out) {
    out.raw(file(origin));
    SpanText span = origin.span();
    span.putStart(out);
    out.raw(END);
    span.putEnd(out);
    out.raw(BYTES).number(span.length());
    if (origin.part() >= 0) {
      out.raw(PART).number(origin.part()).raw(origin.more() ? MORE : LAST);
    }
    out.raw('}');
  }

  /** All before the offset; the partition is nearly always the same. */
  private byte[] kafka(int number) {
    if (number != partition) {
      partition = number;
      kafka = new JsonBytes(64).raw(PARTITION).number(number).raw(KAFKA_OFFSET).toBytes();
    }
    return kafka;
  }

  /** What says which file it is; that of the last record is kept, since neighbours share it. */
  @SuppressWarnings("ReferenceEquality") // That is how a family is known.
  private byte[] file(Origin origin) {
    if (origin.family() != family) {
      family = origin.family();
      file = fileText(origin);
    }
    return file;
  }

  private static byte[] fileText(Origin origin) {
    JsonBytes out = new JsonBytes(256);
    if (origin.host() != null) {
      out.raw(HOST).text(origin.host()).raw('}');
    }
    out.raw(LOG);
    if (origin.path() != null) {
      out.raw(PATH).text(origin.path()).raw(',');
    }
    out.raw(FILE_ID).raw(origin.fileId()).raw(OFFSET);
    return out.toBytes();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
