package tributary.transfer.consume;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * A record that Kafka's client can't read, since it is damaged on the broker's disk. The client
 * offers it again at each poll, before anything of other partitions, until its partition is paused;
 * and which partition that is, it says in words alone ({@code CompletedFetch.fetchRecords}, {@code
 * FetchCollector.handleInitializeErrors}).
 *
 * @param partition that holds it
 * @param reason in the client's words
 */
record CorruptRecord(TopicPartition partition, String reason) {

  private static final Pattern WORDS =
      Pattern.compile("(?:the next record from|for topic-partition) ([a-zA-Z0-9._-]+)-(\\d+)\\b");

  /** What a failure of the client's says of such a record, if it does. */
  static Optional<CorruptRecord> of(RuntimeException failure) {
    if (!(failure instanceof KafkaException) || failure.getMessage() == null) {
      return Optional.empty();
    }
    Matcher words = WORDS.matcher(failure.getMessage());
    if (!words.find()) {
      return Optional.empty();
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    TopicPartition partition = new TopicPartition(words.group(1), Integer.parseInt(words.group(2)));
    return Optional.of(new CorruptRecord(partition, cause.getMessage()));
  }
}
