package tributary.transfer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import tributary.common.kafka.Crockford;
import tributary.transfer.bulk.Refusal;

/**
 * A record that no index accepts, with the reason (DESIGN §7, "Dead letters").
 *
 * @param record the record as it was read
 * @param topicId its topic's UUID
 * @param refusal why
 */
record DeadLetter(ConsumerRecord<byte[], byte[]> record, String topicId, Refusal refusal) {

  /** Bytes that a record of a dead letters' topic may have; also how it is created. */
  static final int MAX_BYTES = 2 * 1024 * 1024;

  private static final int MAX_TOPIC = 249;
  private static final int HASH_CHARACTERS = 12;
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

  /** The topic for dead letters of a topic. A name that gets too long is shortened with a hash. */
  static String topic(String source, String suffix) {
    if (source.length() + suffix.length() <= MAX_TOPIC) {
      return source + suffix;
    }
    int kept = MAX_TOPIC - suffix.length() - HASH_CHARACTERS - 1;
    return source.substring(0, kept) + "-" + hash(source) + suffix;
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
    explain(sent.headers());
    return sent;
  }

  private void explain(Headers headers) {
    headers.add("error.type", utf8(refusal.type()));
    headers.add("error.reason", cut(utf8(refusal.reason())));
    headers.add("source.topic", utf8(record.topic()));
    headers.add("source.topic-id", utf8(topicId));
    headers.add("source.partition", utf8(Integer.toString(record.partition())));
    headers.add("source.offset", utf8(Long.toString(record.offset())));
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

  private static String hash(String topic) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(utf8(topic));
      return Crockford.encode(ByteBuffer.wrap(digest).getLong(), HASH_CHARACTERS);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
