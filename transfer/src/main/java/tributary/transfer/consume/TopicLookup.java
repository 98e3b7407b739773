package tributary.transfer.consume;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Asks Kafka about topics. Blocks, for {@link #SECONDS} at most each time.
 *
 * <p>Thread: topics.
 */
final class TopicLookup {

  static final int SECONDS = 15;

  /** The problem of a topic that isn't there. */
  static final String MISSING = "does not exist yet";

  /** A partition without a leader is asked for until this is over; the others have answered. */
  private static final ListOffsetsOptions LEADERLESS = new ListOffsetsOptions().timeoutMs(4_000);

  private final Admin admin;

  TopicLookup(Admin admin) {
    this.admin = admin;
  }

  /** The topics that are there; the others are put into {@code problems}. */
  Map<String, TopicDescription> describe(Set<String> names, SortedMap<String, String> problems)
      throws ExecutionException, TimeoutException, InterruptedException {
    Map<String, TopicDescription> found = new TreeMap<>();
    if (names.isEmpty()) {
      return found;
    }
    for (var entry : admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        found.put(entry.getKey(), await(entry.getValue()));
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          problems.put(entry.getKey(), MISSING);
        } else {
          problems.put(entry.getKey(), String.valueOf(e.getCause().getMessage()));
        }
      }
    }
    return found;
  }

  /**
   * Those of the topics whose brokers set the timestamps.
   *
   * @param problems gets those of which that can't be found out
   */
  Set<String> logAppendTime(Collection<String> topics, SortedMap<String, String> problems)
      throws ExecutionException, TimeoutException, InterruptedException {
    List<ConfigResource> resources =
        topics.stream().map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t)).toList();
    Set<String> found = new TreeSet<>();
    for (var entry : admin.describeConfigs(resources).values().entrySet()) {
      String topic = entry.getKey().name();
      try {
        ConfigEntry type = await(entry.getValue()).get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG);
        if (type != null && type.value().equals("LogAppendTime")) {
          found.add(topic);
        }
      } catch (ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException) {
          problems.put(topic, MISSING);
        } else if (e.getCause() instanceof AuthorizationException) {
          problems.put(
              topic,
              "no right to DescribeConfigs, so that it is not known whether its timestamps are the"
                  + " brokers': "
                  + e.getCause().getMessage());
        } else {
          throw e;
        }
      }
    }
    return found;
  }

  /** The offset after the newest record of each partition. */
  Map<TopicPartition, Long> ends(Collection<TopicDescription> topics)
      throws TimeoutException, InterruptedException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicDescription topic : topics) {
      topic
          .partitions()
          .forEach(
              p ->
                  wanted.put(new TopicPartition(topic.name(), p.partition()), OffsetSpec.latest()));
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    if (!wanted.isEmpty()) {
      var result = admin.listOffsets(wanted, LEADERLESS);
      for (TopicPartition partition : wanted.keySet()) {
        try {
          ListOffsetsResultInfo info = await(result.partitionResult(partition));
          ends.put(partition, info.offset());
        } catch (ExecutionException e) {
          // Its leader is away: the lag is not known now.
          ends.remove(partition);
        }
      }
    }
    return ends;
  }

  /** The group's commits. */
  Map<TopicPartition, OffsetAndMetadata> commits(String group)
      throws ExecutionException, TimeoutException, InterruptedException {
    return await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
  }

  private static <T> T await(KafkaFuture<T> future)
      throws ExecutionException, TimeoutException, InterruptedException {
    return future.get(SECONDS, TimeUnit.SECONDS);
  }
}
