package tributary.console.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import org.apache.kafka.common.TopicPartition;
import tributary.console.servers.OffsetRange;

/**
 * Joins what etcd, Kafka and Elasticsearch know of topics to one row for each. Pure.
 *
 * @param announced the topics under {@code /tributary/topics/}
 * @param offsets of the partitions of these topics and their dead letters; empty if Kafka is away
 * @param committed by the transfers' group
 * @param documents by topic; empty if Elasticsearch is away
 */
record TopicStates(
    Set<String> announced,
    Optional<Map<TopicPartition, OffsetRange>> offsets,
    Map<TopicPartition, Long> committed,
    Optional<Map<String, TopicDocuments>> documents) {

  private static final String DEAD = ".dead";

  /** Topics that the transfer reads and nobody announced: those of its own configuration. */
  static Set<String> known(Set<String> announced, Map<TopicPartition, Long> committed) {
    Set<String> topics = new TreeSet<>(announced);
    committed.keySet().stream().map(TopicPartition::topic).forEach(topics::add);
    topics.removeIf(topic -> topic.endsWith(DEAD) || topic.startsWith("tributary."));
    return topics;
  }

  /** These topics with those of their dead letters, as far as Kafka has them. */
  static Set<String> withDeadLetters(Set<String> topics, Set<String> existing) {
    Set<String> all = new TreeSet<>(topics);
    topics.forEach(topic -> all.add(topic + DEAD));
    all.retainAll(existing);
    return all;
  }

  /** One for each topic, in order of their names. */
  List<TopicState> rows() {
    List<TopicState> rows = new ArrayList<>();
    for (String topic : known(announced, committed)) {
      rows.add(
          new TopicState(
              topic,
              offsets.map(all -> sum(all, topic, each -> 1)),
              offsets.map(all -> sum(all, topic, each -> all.get(each).size())),
              offsets.map(all -> sum(all, topic, each -> behind(all.get(each), each))),
              documents.map(all -> of(all, topic).lines()),
              deadLetters(topic)));
    }
    return rows;
  }

  /**
   * In Kafka a letter may lie more than once, and its mark beside it, so the index counts; where it
   * has none of the topic's (it isn't there yet, or nobody wants it), what lies in Kafka.
   */
  private Optional<Long> deadLetters(String topic) {
    return documents
        .map(all -> of(all, topic))
        .filter(known -> known.letters() > 0)
        .map(TopicDocuments::open)
        .or(() -> offsets.map(all -> sum(all, topic + DEAD, each -> all.get(each).size())));
  }

  private static TopicDocuments of(Map<String, TopicDocuments> all, String topic) {
    return all.getOrDefault(topic, TopicDocuments.NONE);
  }

  private long behind(OffsetRange range, TopicPartition partition) {
    return range.from(committed.getOrDefault(partition, range.start()));
  }

  private static long sum(
      Map<TopicPartition, OffsetRange> all, String topic, ToLongFunction<TopicPartition> number) {
    return all.keySet().stream()
        .filter(partition -> partition.topic().equals(topic))
        .mapToLong(number)
        .sum();
  }
}
