package tributary.console.servers;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.FinalizedVersionRange;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import tributary.common.kafka.KafkaSettings;

/** The few calls that the console makes to Kafka. Thread: any; every call blocks. */
public final class KafkaStore implements AutoCloseable {

  private final Admin admin;
  private final String addresses;
  private final Answer answer;

  /**
   * Opens the client; connects to nothing yet.
   *
   * @throws Failure if Kafka's client does not take the settings
   */
  public KafkaStore(KafkaSettings settings, Duration patience) throws Failure {
    this.addresses = settings.bootstrapServers();
    this.answer = new Answer("Kafka", addresses, "kafka.bootstrap.servers", patience);
    Map<String, Object> client = settings.admin();
    client.put(
        AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
    client.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(patience.toMillis()));
    try {
      this.admin = Admin.create(client);
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw Failure.usage("Kafka's client does not take the settings: " + cause.getMessage());
    }
  }

  /** Where it is said to be. */
  public String addresses() {
    return addresses;
  }

  /** Its version as far as it says: that of its metadata, and the number of brokers. */
  public String version() throws Failure {
    int brokers = ask(admin.describeCluster().nodes()).size();
    FinalizedVersionRange metadata =
        ask(admin.describeFeatures().featureMetadata()).finalizedFeatures().get("metadata.version");
    String version =
        metadata == null ? "before 3.3" : MetadataVersion.text(metadata.maxVersionLevel());
    return version + (brokers == 1 ? ", 1 broker" : ", " + brokers + " brokers");
  }

  /** The names of all topics but Kafka's own. */
  public Set<String> topics() throws Failure {
    return new TreeSet<>(ask(admin.listTopics().names()));
  }

  /** Where each partition of these topics, which must exist, begins and ends. */
  public Map<TopicPartition, OffsetRange> offsets(Collection<String> topics) throws Failure {
    Map<String, TopicDescription> described = ask(admin.describeTopics(topics).allTopicNames());
    Map<TopicPartition, OffsetSpec> earliest = new HashMap<>();
    Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
    described.forEach(
        (topic, description) ->
            description
                .partitions()
                .forEach(
                    partition -> {
                      TopicPartition each = new TopicPartition(topic, partition.partition());
                      earliest.put(each, OffsetSpec.earliest());
                      latest.put(each, OffsetSpec.latest());
                    }));
    Map<TopicPartition, ListOffsetsResultInfo> starts = ask(admin.listOffsets(earliest).all());
    Map<TopicPartition, ListOffsetsResultInfo> ends = ask(admin.listOffsets(latest).all());
    Map<TopicPartition, OffsetRange> ranges = new HashMap<>();
    ends.forEach(
        (each, end) -> ranges.put(each, new OffsetRange(starts.get(each).offset(), end.offset())));
    return ranges;
  }

  /** The offsets that the group has committed: the next one that each partition is read from. */
  public Map<TopicPartition, Long> committed(String group) throws Failure {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        ask(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    Map<String, String> ids = new HashMap<>();
    ask(admin.listTopics().namesToListings())
        .forEach((topic, listing) -> ids.put(topic, listing.topicId().toString()));
    return valid(offsets, ids);
  }

  /**
   * Without the commits of topics that were deleted since: one that was made again under the same
   * name is read from its start, and a commit says by its metadata of which it is (DESIGN §7).
   */
  static Map<TopicPartition, Long> valid(
      Map<TopicPartition, OffsetAndMetadata> offsets, Map<String, String> topicIds) {
    Map<TopicPartition, Long> valid = new HashMap<>();
    offsets.forEach(
        (partition, offset) -> {
          String id = topicIds.get(partition.topic());
          if (offset != null && (id == null || offset.metadata().equals(id))) {
            valid.put(partition, offset.offset());
          }
        });
    return valid;
  }

  /** How many members the group has now. */
  public int members(String group) throws Failure {
    try {
      ConsumerGroupDescription description =
          answer.of(admin.describeConsumerGroups(Set.of(group)).describedGroups().get(group));
      return new HashSet<>(description.members()).size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return 0;
      }
      throw failure(e.getCause());
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }

  private <T> T ask(Future<T> future) throws Failure {
    try {
      return answer.of(future);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    }
  }

  private Failure failure(Throwable cause) {
    return cause instanceof org.apache.kafka.common.errors.TimeoutException
        ? answer.away("no answer in time")
        : answer.refused(cause);
  }
}
