package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.zip.CRC32C;
import tributary.transfer.record.RecordCursor;

/**
 * Makes a document of a line. The id follows from where the event lies and from its text, so that a
 * record that comes again makes the same one; an index takes each id once.
 *
 * <p>Thread: its worker.
 */
public final class DocumentWriter implements RecordWriter {

  private static final byte[] ACTION = "{\"create\":{\"_id\":\"".getBytes(UTF_8);
  private static final byte[] SOURCE = "\"}}\n".getBytes(UTF_8);
  private static final byte[] LAST = "}\n".getBytes(UTF_8);
  private static final int OFFSET_DIGITS = 16;

  private final byte[] topicId;
  private final byte[] topic;
  private final CRC32C crc = new CRC32C();
  private final LineBody body = new LineBody();
  private final Origin origin = new Origin();

  /**
   * @param topic the topic's name
   * @param topicId its UUID as Kafka writes it (22 characters of base64url)
   */
  public DocumentWriter(String topic, String topicId) {
    this.topicId = topicId.getBytes(UTF_8);
    this.topic = LineBody.topic(topic);
  }

  @Override
  public boolean write(RecordCursor record, JsonBytes out) {
    origin.read(record);
    out.raw(ACTION);
    id(record, out);
    out.raw(SOURCE);
    body.begin(record, record.valueLength(), topic, out);
    body.origin(origin, out);
    out.raw(LAST);
    return origin.isReplayed();
  }

  private void id(RecordCursor record, JsonBytes out) {
    if (origin.isOurs()) {
      out.raw(origin.fileId()).base32(origin.span().end(), 9);
    } else {
      out.raw(origin.isReplayed() ? origin.topicId() : topicId).raw('-');
      out.number(origin.partition()).raw('-').padded(origin.offset(), OFFSET_DIGITS).raw('-');
    }
    out.base32(checksum(record), 7);
  }

  private long checksum(RecordCursor record) {
    if (record.valueLength() < 0) {
      return 0;
    }
    crc.reset();
    crc.update(record.bytes(), record.valueAt(), record.valueLength());
    return crc.getValue();
  }
}
