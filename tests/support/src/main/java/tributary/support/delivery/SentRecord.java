package tributary.support.delivery;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import tributary.common.kafka.EventHeaders;
import tributary.common.kafka.Span;

/**
 * One record of a topic, as the agent sent it.
 *
 * @param fileId the record's key
 * @param text the record's value
 * @param part the header's text, if it has one
 */
public record SentRecord(
    int partition,
    long offset,
    long timestamp,
    String fileId,
    String text,
    String host,
    String path,
    Span span,
    Optional<String> part) {

  static SentRecord of(ConsumerRecord<byte[], byte[]> record) {
    return new SentRecord(
        record.partition(),
        record.offset(),
        record.timestamp(),
        new String(record.key(), StandardCharsets.US_ASCII),
        new String(record.value(), StandardCharsets.UTF_8),
        header(record, EventHeaders.HOST).orElseThrow(),
        header(record, EventHeaders.PATH).orElseThrow(),
        Span.parse(header(record, EventHeaders.SPAN).orElseThrow()),
        header(record, EventHeaders.PART));
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return Optional.ofNullable(header).map(h -> new String(h.value(), StandardCharsets.UTF_8));
  }
}
