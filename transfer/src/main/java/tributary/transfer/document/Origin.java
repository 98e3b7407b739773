package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import tributary.common.kafka.DeadLetterHeaders;
import tributary.common.kafka.EventHeaders;
import tributary.common.kafka.FileId;
import tributary.common.kafka.Source;
import tributary.transfer.record.RecordCursor;

/**
 * What the headers of one record say of where its event lies. A record whose key is no file id, or
 * that has a header of ours that can't be read, is another producer's.
 *
 * <p>Reused from record to record, so that a line costs no object: what its family has in common is
 * read once, and of the next record the span alone. Thread: its worker.
 */
final class Origin {

  private static final byte[] HOST = EventHeaders.HOST.getBytes(UTF_8);
  private static final byte[] PATH = EventHeaders.PATH.getBytes(UTF_8);
  private static final byte[] SPAN = EventHeaders.SPAN.getBytes(UTF_8);
  private static final byte[] PART = EventHeaders.PART.getBytes(UTF_8);
  private static final byte[] FIELDS = EventHeaders.FIELDS.getBytes(UTF_8);
  private static final byte[] SOURCE = DeadLetterHeaders.SOURCE_TOPIC.getBytes(UTF_8);

  /** What of a record is to be read if its family is known. */
  private enum Own {
    NOTHING,
    SPAN,
    ANYTHING
  }

  private final FieldsText fieldsText = new FieldsText();
  private Object family;
  private Own own = Own.ANYTHING;
  private byte[] fileId;
  private byte[] host;
  private byte[] path;
  private byte[] fields;
  private final SpanText span = new SpanText();
  private boolean spanned;
  private int part;
  private boolean more;
  private boolean readable;
  private boolean sourced;
  private byte[] topicId;
  private int partition;
  private long offset;

  /** Reads the key and the headers. */
  @SuppressWarnings("ReferenceEquality") // That is how a family is known.
  void read(RecordCursor record) {
    if (record.family() != family || own == Own.ANYTHING) {
      readAll(record);
    } else if (own == Own.SPAN) {
      readable = span(record, record.headerCount() - 1);
    }
    if (topicId == null) {
      partition = record.partition().partition();
      offset = record.offset();
    }
  }

  private void readAll(RecordCursor record) {
    family = record.family();
    host = null;
    path = null;
    fields = null;
    part = -1;
    spanned = false;
    sourced = false;
    topicId = null;
    fileId = null;
    own = Own.NOTHING;
    readable = isFileId(record);
    for (int i = 0; i < record.headerCount(); i++) {
      own = readable ? Own.ANYTHING : Own.NOTHING;
      header(record, i);
    }
    if (sourced) {
      own = Own.ANYTHING;
      Source.ofReplayed(record.copy()).ifPresent(this::replayed);
    }
  }

  private boolean isFileId(RecordCursor record) {
    int at = record.keyAt();
    int length = record.keyLength();
    if (length == FileId.LENGTH) {
      fileId = Arrays.copyOfRange(record.bytes(), at, at + length);
    }
    return fileId != null && FileId.isFileId(fileId);
  }

  /** A record that was put through again is where it was at first. */
  void replayed(Source source) {
    topicId = source.topicId().getBytes(UTF_8);
    partition = source.partition();
    offset = source.offset();
  }

  /** What it says, and of what kind it is in case that it is the last one. */
  private void header(RecordCursor record, int header) {
    if (is(record, header, SOURCE)) {
      sourced = true;
    } else if (!readable) {
      return;
    } else if (is(record, header, SPAN)) {
      own = Own.SPAN;
      readable = span(record, header);
    } else if (is(record, header, HOST)) {
      host = value(record, header);
    } else if (is(record, header, PATH)) {
      path = value(record, header);
    } else if (is(record, header, PART)) {
      readable = part(record, header);
    } else if (is(record, header, FIELDS)) {
      fields = fields(record, header);
      readable = fields != null;
    } else {
      own = Own.NOTHING;
    }
  }

  private byte[] fields(RecordCursor record, int header) {
    return fieldsText.compact(record.bytes(), record.headerAt(header), record.headerLength(header));
  }

  private static boolean is(RecordCursor record, int header, byte[] name) {
    int at = record.nameAt(header);
    int length = record.nameLength(header);
    return length == name.length && Arrays.equals(record.bytes(), at, at + length, name, 0, length);
  }

  private static byte[] value(RecordCursor record, int header) {
    int at = record.headerAt(header);
    int length = record.headerLength(header);
    return length < 0 ? null : Arrays.copyOfRange(record.bytes(), at, at + length);
  }

  private boolean span(RecordCursor record, int header) {
    spanned = span.read(record, header);
    return spanned;
  }

  private boolean part(RecordCursor record, int header) {
    int length = record.headerLength(header);
    if (length <= 0) {
      return false;
    }
    int from = record.headerAt(header);
    int last = from + length - 1;
    more = record.bytes()[last] == '+';
    long number = Decimal.read(record.bytes(), from, more ? last : last + 1);
    part = (int) number;
    return number >= 0 && number <= Integer.MAX_VALUE;
  }

  /** The same object while all but the span is the same. */
  Object family() {
    return family;
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

  SpanText span() {
    return span;
  }

  /** The part's number, or -1 if the event came whole. */
  int part() {
    return part;
  }

  boolean more() {
    return more;
  }
}
