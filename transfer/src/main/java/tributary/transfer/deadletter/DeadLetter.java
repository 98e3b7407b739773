package tributary.transfer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import tributary.common.kafka.DeadLetterHeaders;
import tributary.common.kafka.Source;
import tributary.transfer.bulk.Refusal;

/**
 * A record that no index accepts, with the reason (DESIGN §7, "Dead letters"); or one that was put
 * through again and is in its index now, so that its letter can be marked.
 *
 * @param record the record as it was read
 * @param source where it was read first
 * @param refusal why no index accepted it
 * @param replayed when it got into its index after all
 */
record DeadLetter(
    ConsumerRecord<byte[], byte[]> record,
    Source source,
    Refusal refusal,
    Optional<Instant> replayed) {

  /** Bytes that a record of a dead letters' topic may have; also how it is created. */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  private static final int MAX_REASON = 1024;
  private static final int MARGIN = 16 * 1024;

  /** How much of the record goes along. */
  enum Extent {
    WHOLE,
    WITHOUT_VALUE,
    SOURCE_ONLY;

    /** The next smaller one. */
    Extent less() {
      return this == WHOLE ? WITHOUT_VALUE : SOURCE_ONLY;
    }
  }

  /** A refused record; one that was put through again keeps the place where it was read first. */
  static DeadLetter refused(
      ConsumerRecord<byte[], byte[]> record, String topicId, Refusal refusal) {
    Source source = Source.ofReplayed(record).orElseGet(() -> Source.of(record, topicId));
    return new DeadLetter(record, source, refusal, Optional.empty());
  }

  /** The mark of a record that was put through again and is in its index. */
  static DeadLetter replayed(
      ConsumerRecord<byte[], byte[]> record, String topicId, Instant settled) {
    Refusal refusal =
        new Refusal(
            text(record, DeadLetterHeaders.ERROR_TYPE),
            text(record, DeadLetterHeaders.ERROR_REASON));
    Source source = Source.ofReplayed(record).orElseGet(() -> Source.of(record, topicId));
    return new DeadLetter(record, source, refusal, Optional.of(settled));
  }

  /** The most of it that fits. */
  Extent extent() {
    long rest = (long) MARGIN + (record.key() == null ? 0 : record.key().length);
    for (Header header : record.headers()) {
      rest += header.key().length() * 3L + (header.value() == null ? 0 : header.value().length);
    }
    long value = record.value() == null ? 0 : record.value().length;
    if (rest + value <= MAX_BYTES) {
      return Extent.WHOLE;
    }
    return rest <= MAX_BYTES ? Extent.WITHOUT_VALUE : Extent.SOURCE_ONLY;
  }

  /** What is sent to the dead letters' topic. */
  ProducerRecord<byte[], byte[]> toSend(String topic, Extent extent) {
    boolean bare = extent == Extent.SOURCE_ONLY;
    ProducerRecord<byte[], byte[]> sent =
        new ProducerRecord<>(
            topic,
            null,
            record.timestamp() < 0 ? null : record.timestamp(),
            bare ? null : record.key(),
            extent == Extent.WHOLE ? record.value() : null);
    if (!bare) {
      record.headers().forEach(header -> sent.headers().add(header));
    }
    explain(sent.headers(), extent);
    return sent;
  }

  private void explain(Headers headers, Extent extent) {
    put(headers, DeadLetterHeaders.ERROR_TYPE, utf8(refusal.type()));
    put(headers, DeadLetterHeaders.ERROR_REASON, cut(utf8(refusal.reason())));
    source.putInto(headers);
    switch (extent) {
      case WHOLE -> {}
      case WITHOUT_VALUE -> put(headers, DeadLetterHeaders.DROPPED, utf8("value"));
      case SOURCE_ONLY -> put(headers, DeadLetterHeaders.DROPPED, utf8("all"));
    }
    replayed.ifPresent(time -> put(headers, DeadLetterHeaders.REPLAYED, utf8(time.toString())));
  }

  private static void put(Headers headers, String name, byte[] value) {
    headers.remove(name).add(name, value);
  }

  /** Cuts between characters. */
  private static byte[] cut(byte[] text) {
    if (text.length <= MAX_REASON) {
      return text;
    }
    int end = MAX_REASON;
    while ((text[end] & 0xc0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(text, end);
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
