package tributary.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Where the record of a dead letter was read. Letters are stored at least once, and told apart by
 * this; a record that is put through again carries it along, so that its id stays what it was.
 *
 * @param topic its topic
 * @param topicId that topic's UUID as Kafka writes it
 * @param partition in that topic
 * @param offset in that partition
 */
public record Source(String topic, String topicId, int partition, long offset) {

  private static final Pattern TOPIC_ID = Pattern.compile("[A-Za-z0-9_-]{1,22}");
  private static final Pattern PARTITION = Pattern.compile("[0-9]{1,9}");
  private static final Pattern OFFSET = Pattern.compile("[0-9]{1,16}");

  /** The record's own place. */
  public static Source of(ConsumerRecord<?, ?> record, String topicId) {
    return new Source(record.topic(), topicId, record.partition(), record.offset());
  }

  /** What the headers say, if they say it whole. */
  public static Optional<Source> of(Headers headers) {
    String topic = text(headers, DeadLetterHeaders.SOURCE_TOPIC);
    String id = text(headers, DeadLetterHeaders.SOURCE_TOPIC_ID);
    String partition = text(headers, DeadLetterHeaders.SOURCE_PARTITION);
    String offset = text(headers, DeadLetterHeaders.SOURCE_OFFSET);
    boolean whole =
        !topic.isEmpty()
            && TOPIC_ID.matcher(id).matches()
            && PARTITION.matcher(partition).matches()
            && OFFSET.matcher(offset).matches();
    return whole
        ? Optional.of(new Source(topic, id, Integer.parseInt(partition), Long.parseLong(offset)))
        : Optional.empty();
  }

  /** Of a record that was put through again: where it was read first. */
  public static Optional<Source> ofReplayed(ConsumerRecord<?, ?> record) {
    if (record.headers().lastHeader(DeadLetterHeaders.SOURCE_TOPIC) == null) {
      return Optional.empty();
    }
    return of(record.headers()).filter(source -> source.topic().equals(record.topic()));
  }

  /** Puts the headers, in place of any that are there. */
  public void putInto(Headers headers) {
    put(headers, DeadLetterHeaders.SOURCE_TOPIC, topic);
    put(headers, DeadLetterHeaders.SOURCE_TOPIC_ID, topicId);
    put(headers, DeadLetterHeaders.SOURCE_PARTITION, Integer.toString(partition));
    put(headers, DeadLetterHeaders.SOURCE_OFFSET, Long.toString(offset));
  }

  /** The same for every copy of the letter, and no other letter's. */
  public String id() {
    return String.format(Locale.ROOT, "%s-%d-%016d", topicId, partition, offset);
  }

  private static void put(Headers headers, String name, String text) {
    headers.remove(name).add(name, text.getBytes(UTF_8));
  }

  private static String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + " offset " + offset;
  }
}
