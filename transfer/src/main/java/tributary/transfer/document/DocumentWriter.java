package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.zip.CRC32C;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Makes a document of a record: a pure function of the record and its topic's UUID, written
 * straight to bytes as the two lines of a bulk item. The id follows from where the event lies and
 * from its text, so that a record that comes again makes the same one; an index takes each id once.
 *
 * <p>Thread: its worker.
 */
public final class DocumentWriter {

  private static final byte[] ACTION = utf8("{\"create\":{\"_id\":\"");
  private static final byte[] SOURCE = utf8("\"}}\n{\"@timestamp\":");
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
  private static final int OFFSET_DIGITS = 16;

  private final byte[] topicId;
  private final byte[] topic;
  private final CRC32C crc = new CRC32C();
  private final TimestampText timestamp = new TimestampText();
  private final Origin origin = new Origin();

  /**
   * @param topic the topic's name
   * @param topicId its UUID as Kafka writes it (22 characters of base64url)
   */
  public DocumentWriter(String topic, String topicId) {
    this.topicId = utf8(topicId);
    JsonBytes text = new JsonBytes(topic.length() + 16);
    text.raw(utf8(",\"topic\":")).text(utf8(topic));
    this.topic = Arrays.copyOf(text.release(), text.length());
  }

  /** Appends the item. Whatever it throws, the record is at fault, and {@code out} is in doubt. */
  public void write(ConsumerRecord<byte[], byte[]> record, JsonBytes out) {
    boolean ours = origin.read(record);
    out.raw(ACTION);
    id(record, ours, out);
    out.raw(SOURCE);
    timestamp.write(record.timestamp(), out);
    if (record.value() != null) {
      out.raw(MESSAGE).text(record.value());
    }
    out.raw(topic);
    if (ours) {
      log(out);
    }
    out.raw(PARTITION).number(record.partition());
    out.raw(KAFKA_OFFSET).number(record.offset()).raw('}');
    if (ours && origin.fields() != null) {
      out.raw(FIELDS).raw(origin.fields());
    }
    out.raw('}').raw('\n');
  }

  private void id(ConsumerRecord<byte[], byte[]> record, boolean ours, JsonBytes out) {
    if (ours) {
      out.raw(origin.fileId()).base32(origin.end(), 9);
    } else {
      out.raw(topicId).raw('-').number(record.partition()).raw('-');
      out.padded(record.offset(), OFFSET_DIGITS).raw('-');
    }
    out.base32(checksum(record.value()), 7);
  }

  private long checksum(byte[] value) {
    if (value == null) {
      return 0;
    }
    crc.reset();
    crc.update(value, 0, value.length);
    return crc.getValue();
  }

  private void log(JsonBytes out) {
    if (origin.host() != null) {
      out.raw(HOST).text(origin.host()).raw('}');
    }
    out.raw(LOG);
    if (origin.path() != null) {
      out.raw(PATH).text(origin.path()).raw(',');
    }
    out.raw(FILE_ID).raw(origin.fileId());
    out.raw(OFFSET).number(origin.start()).raw(END).number(origin.end());
    out.raw(BYTES).number(origin.end() - origin.start());
    if (origin.part() >= 0) {
      out.raw(PART).number(origin.part()).raw(origin.more() ? MORE : LAST);
    }
    out.raw('}');
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
