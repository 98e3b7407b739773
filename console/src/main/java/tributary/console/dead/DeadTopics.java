package tributary.console.dead;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import tributary.common.kafka.DeadLetterTopic;
import tributary.console.servers.Connections;
import tributary.console.servers.Failure;
import tributary.console.servers.KafkaStore;
import tributary.console.servers.OffsetRange;
import tributary.console.servers.RecordStore;

/** All topics of dead letters. Thread: the word's own; every call blocks. */
final class DeadTopics {

  private final KafkaStore kafka;
  private final RecordStore records;

  DeadTopics(Connections connections) throws Failure {
    this.kafka = connections.kafka();
    this.records = connections.records();
  }

  /** What they hold now. */
  Map<TopicPartition, OffsetRange> now() throws Failure {
    Set<String> topics = new TreeSet<>(kafka.topics());
    topics.removeIf(topic -> !topic.endsWith(DeadLetterTopic.SUFFIX));
    return topics.isEmpty() ? Map.of() : kafka.offsets(topics);
  }

  /** Reads what these hold. */
  void read(Map<TopicPartition, OffsetRange> ranges, Consumer<Letter> each) throws Failure {
    records.read(ranges, record -> Letter.of(record).ifPresent(each));
  }

  /** Reads what came after {@code before}, and returns how far. */
  Map<TopicPartition, OffsetRange> readOn(
      Map<TopicPartition, OffsetRange> before, Consumer<Letter> each) throws Failure {
    Map<TopicPartition, OffsetRange> now = now();
    Map<TopicPartition, OffsetRange> more = new HashMap<>(now);
    more.replaceAll(
        (partition, range) ->
            before.containsKey(partition)
                ? new OffsetRange(before.get(partition).end(), range.end())
                : range);
    read(more, each);
    return now;
  }

  RecordStore records() {
    return records;
  }
}
