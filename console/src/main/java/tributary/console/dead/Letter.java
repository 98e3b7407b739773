package tributary.console.dead;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import tributary.common.kafka.DeadLetterHeaders;
import tributary.common.kafka.Source;

/**
 * A dead letter, or the mark of one that was put through again.
 *
 * @param source where its record was read
 * @param record as it lies in the topic of dead letters
 */
record Letter(Source source, ConsumerRecord<byte[], byte[]> record) {

  /** The letter that a record is; nothing for what others have put there. */
  static Optional<Letter> of(ConsumerRecord<byte[], byte[]> record) {
    return Source.of(record.headers()).map(source -> new Letter(source, record));
  }

  String errorType() {
    return header(DeadLetterHeaders.ERROR_TYPE);
  }

  String errorReason() {
    return header(DeadLetterHeaders.ERROR_REASON);
  }

  /** Empty, or what of the record was too large to keep: {@code value} or {@code all}. */
  String dropped() {
    return header(DeadLetterHeaders.DROPPED);
  }

  /** Whether it says that the line is in its index after all. */
  boolean isMark() {
    return record.headers().lastHeader(DeadLetterHeaders.REPLAYED) != null;
  }

  Instant time() {
    return Instant.ofEpochMilli(record.timestamp());
  }

  /** The text of a header; empty if it isn't there. */
  String header(String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  /** The line's text. */
  Optional<String> message() {
    return Optional.ofNullable(record.value()).map(value -> new String(value, UTF_8));
  }

  /** What puts it through again: the same record, which keeps the place that it was read at. */
  ProducerRecord<byte[], byte[]> again() {
    return new ProducerRecord<>(
        source.topic(), null, record.timestamp(), record.key(), record.value(), record.headers());
  }
}
