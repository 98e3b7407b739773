package tributary.transfer.consume;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/**
 * The topics to consume, as Kafka has them now.
 *
 * @param topics those that are there, by name, with their UUIDs
 * @param problems those that can't be consumed, with the reason
 * @param ends the offset after the newest record of each partition
 */
public record Catalogue(
    SortedMap<String, String> topics,
    SortedMap<String, String> problems,
    Map<TopicPartition, Long> ends) {

  /** Before Kafka was asked. */
  public static final Catalogue NONE = new Catalogue(new TreeMap<>(), new TreeMap<>(), Map.of());

  /** Whether the broker has it now: its topic is the one that we mean, and it has a leader. */
  boolean has(OwnedPartition partition) {
    return partition.topicId().equals(topics.get(partition.topic()))
        && ends.containsKey(partition.topicPartition());
  }

  TreeSet<String> names() {
    return new TreeSet<>(topics.keySet());
  }
}
