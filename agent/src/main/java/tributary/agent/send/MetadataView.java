package tributary.agent.send;

import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.clients.producer.internals.ProducerMetadata;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.protocol.Errors;

/**
 * The cluster by the producer's own metadata, which asks for the topics in use alone, and forgets
 * those that nobody has asked for in a while: so each use adds it again.
 */
final class MetadataView implements ClusterView, PartitionCounts {
  private final ProducerMetadata metadata;
  private final LongSupplier millis;
  private final Runnable wakeup;

  /**
   * @param millis the clock that the metadata goes by
   * @param wakeup ends the network client's poll, so that what is asked for is asked at once
   */
  MetadataView(ProducerMetadata metadata, LongSupplier millis, Runnable wakeup) {
    this.metadata = metadata;
    this.millis = millis;
    this.wakeup = wakeup;
  }

  @Override
  public int of(String topic) {
    int known = partitions(topic);
    if (known > 0) {
      return known;
    }
    Errors error = metadata.getError(topic);
    if (error == Errors.TOPIC_AUTHORIZATION_FAILED || error == Errors.INVALID_TOPIC_EXCEPTION) {
      metadata.requestUpdateForTopic(topic);
      wakeup.run();
      throw error.exception();
    }
    metadata.requestUpdateForTopic(topic);
    wakeup.run();
    throw new UnknownTopicOrPartitionException(topic);
  }

  @Override
  public Node leader(TopicPartition partition) {
    metadata.add(partition.topic(), millis.getAsLong());
    Node leader = metadata.fetch().leaderFor(partition);
    return leader == null || leader.isEmpty() ? null : leader;
  }

  @Override
  public Uuid topicId(String topic) {
    return metadata.topicIds().getOrDefault(topic, Uuid.ZERO_UUID);
  }

  @Override
  public int partitions(String topic) {
    metadata.add(topic, millis.getAsLong());
    Integer count = metadata.fetch().partitionCountForTopic(topic);
    return count == null ? 0 : count;
  }

  @Override
  public void requestUpdate() {
    metadata.requestUpdate(false);
  }

  @Override
  public void leaders(Map<TopicPartition, LeaderIdAndEpoch> leaders, List<Node> nodes) {
    metadata.updatePartitionLeadership(leaders, nodes);
  }

  @Override
  public void check() {
    try {
      metadata.maybeThrowAnyException();
    } catch (TopicAuthorizationException | InvalidTopicException e) {
      // Of one topic: whoever asks for that hears it.
      return;
    }
  }
}
