package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tributary.common.kafka.DeadLetterHeaders;
import tributary.common.kafka.EventHeaders;
import tributary.common.kafka.FileId;
import tributary.common.kafka.Source;

/**
 * What the headers of one record say of where its event lies. A record whose key is no file id, or
 * that has a header of ours that can't be read, is another producer's.
 *
 * <p>Reused from record to record, so that a line costs no object. Thread: its worker.
 */
final class Origin {

  /** The longest end that 9 characters of base 32 hold: 35 TB. */
  static final long GREATEST_END = (1L << 45) - 1;

  private static final String SOURCE = DeadLetterHeaders.SOURCE_TOPIC;

  private byte[] fileId;
  private byte[] known;
  private byte[] host;
  private byte[] path;
  private byte[] fields;
  private long start;
  private long end;
  private boolean spanned;
  private int part;
  private boolean more;
  private boolean readable;
  private boolean sourced;
  private byte[] topicId;
  private int partition;
  private long offset;

  private final FieldsText fieldsText = new FieldsText();

  /** Reads the key and the headers. */
  void read(ConsumerRecord<byte[], byte[]> record) {
    host = null;
    path = null;
    fields = null;
    part = -1;
    spanned = false;
    sourced = false;
    fileId = record.key();
    readable = fileId != null && isFileId();
    if (readable) {
      for (Header header : record.headers()) {
        header(header);
      }
    }
    topicId = null;
    partition = record.partition();
    offset = record.offset();
    if (sourced || (!readable && record.headers().lastHeader(SOURCE) != null)) {
      Source.ofReplayed(record).ifPresent(this::replayed);
    }
  }

  private boolean isFileId() {
    if (Arrays.equals(fileId, known)) {
      return true;
    }
    boolean is = FileId.isFileId(fileId);
    known = is ? fileId : known;
    return is;
  }

  /** A record that was put through again is where it was at first. */
  void replayed(Source source) {
    topicId = source.topicId().getBytes(UTF_8);
    partition = source.partition();
    offset = source.offset();
  }

  private void header(Header header) {
    switch (header.key()) {
      case EventHeaders.HOST -> host = header.value();
      case EventHeaders.PATH -> path = header.value();
      case EventHeaders.SPAN -> readable &= span(header.value());
      case EventHeaders.PART -> readable &= part(header.value());
      case EventHeaders.FIELDS -> {
        fields = fieldsText.compact(header.value());
        readable &= fields != null;
      }
      case SOURCE -> sourced = true;
      default -> {}
    }
  }

  private boolean span(byte[] text) {
    int colon = text == null ? -1 : indexOf(text, (byte) ':');
    if (colon < 0) {
      return false;
    }
    start = decimal(text, 0, colon);
    end = decimal(text, colon + 1, text.length);
    spanned = start >= 0 && end > start && end <= GREATEST_END;
    return spanned;
  }

  private boolean part(byte[] text) {
    if (text == null || text.length == 0) {
      return false;
    }
    more = text[text.length - 1] == '+';
    long number = decimal(text, 0, more ? text.length - 1 : text.length);
    part = (int) number;
    return number >= 0 && number <= Integer.MAX_VALUE;
  }

  private static int indexOf(byte[] text, byte wanted) {
    for (int i = 0; i < text.length; i++) {
      if (text[i] == wanted) {
        return i;
      }
    }
    return -1;
  }

  /** A number of 1 to 15 digits, or -1. */
  private static long decimal(byte[] text, int from, int to) {
    if (to <= from || to - from > 15) {
      return -1;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** Whether the record is an agent's. */
  boolean isOurs() {
    return readable && spanned;
  }

  /** Whether it was put through again. */
  boolean isReplayed() {
    return topicId != null;
  }

  /** Of the topic that a replayed record was read from at first, else null. */
  byte[] topicId() {
    return topicId;
  }

  int partition() {
    return partition;
  }

  long offset() {
    return offset;
  }

  byte[] fileId() {
    return fileId;
  }

  byte[] host() {
    return host;
  }

  byte[] path() {
    return path;
  }

  /** Compact JSON, or null. */
  byte[] fields() {
    return fields;
  }

  long start() {
    return start;
  }

  long end() {
    return end;
  }

  /** The part's number, or -1 if the event came whole. */
  int part() {
    return part;
  }

  boolean more() {
    return more;
  }
}
