package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tributary.common.kafka.DeadLetterHeaders;
import tributary.common.kafka.Source;
import tributary.transfer.record.RecordCursor;

/**
 * Makes a document of a dead letter: that of its line, with the message cut, and the error. Its id
 * follows from the source alone, since letters are stored at least once. Its version is 1, and 2
 * once it was put through again, so that the later word holds in whatever order they come.
 *
 * <p>Thread: its worker.
 */
public final class DeadLetterWriter implements RecordWriter {

  /** Bytes of a message that the index keeps; Kafka has all of it. */
  static final int MAX_MESSAGE = 32 * 1024;

  private static final byte[] ACTION = utf8("{\"index\":{\"_id\":\"");
  private static final byte[] UNSETTLED = utf8("\",\"version\":1");
  private static final byte[] REPLAYED = utf8("\",\"version\":2");
  private static final byte[] SOURCE = utf8(",\"version_type\":\"external\"}}\n");
  private static final byte[] ERROR = utf8(",\"error\":{\"topic\":");

  private final String topicId;
  private final LineBody body = new LineBody();
  private final Origin origin = new Origin();

  /**
   * @param topicId the UUID of the dead letters' topic
   */
  public DeadLetterWriter(String topicId) {
    this.topicId = topicId;
  }

  @Override
  public boolean write(RecordCursor record, JsonBytes out) {
    // Dead letters are few, so each may well be an object.
    ConsumerRecord<byte[], byte[]> letter = record.copy();
    Source source = Source.of(letter.headers()).orElseGet(() -> Source.of(letter, topicId));
    origin.read(record);
    origin.replayed(source);
    boolean replayed = letter.headers().lastHeader(DeadLetterHeaders.REPLAYED) != null;
    out.raw(ACTION).raw(utf8(source.id())).raw(replayed ? REPLAYED : UNSETTLED).raw(SOURCE);
    body.begin(record, length(record), LineBody.topic(source.topic()), out);
    body.origin(origin, out);
    error(letter, out);
    out.raw('}').raw('\n');
    return false;
  }

  private static void error(ConsumerRecord<byte[], byte[]> letter, JsonBytes out) {
    out.raw(ERROR).text(utf8(letter.topic()));
    member(letter, "type", DeadLetterHeaders.ERROR_TYPE, out);
    member(letter, "reason", DeadLetterHeaders.ERROR_REASON, out);
    member(letter, "dropped", DeadLetterHeaders.DROPPED, out);
    member(letter, "replayed", DeadLetterHeaders.REPLAYED, out);
    out.raw('}');
  }

  private static void member(
      ConsumerRecord<byte[], byte[]> letter, String name, String headerName, JsonBytes out) {
    Header header = letter.headers().lastHeader(headerName);
    if (header != null && header.value() != null) {
      out.raw(',').text(utf8(name)).raw(':').text(header.value());
    }
  }

  /** Cuts between characters. */
  private static int length(RecordCursor record) {
    int length = record.valueLength();
    if (length <= MAX_MESSAGE) {
      return length;
    }
    int end = MAX_MESSAGE;
    while (end > MAX_MESSAGE - 4 && (record.bytes()[record.valueAt() + end] & 0xc0) == 0x80) {
      end--;
    }
    return end;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
