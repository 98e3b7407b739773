package tributary.transfer.fetch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.Metadata;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.internals.ClusterResourceListeners;
import org.apache.kafka.common.requests.MetadataRequest;
import org.apache.kafka.common.utils.LogContext;

/**
 * The client's own metadata, of the topics alone that are fetched (it would ask for all of the
 * cluster's). Thread: consumer.
 */
final class FollowedMetadata extends Metadata implements FetchCluster {
  private Set<String> topics = Set.of();

  FollowedMetadata(ConsumerConfig config, LogContext logContext) {
    super(
        config.getLong(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG),
        config.getLong(ConsumerConfig.RETRY_BACKOFF_MAX_MS_CONFIG),
        config.getLong(ConsumerConfig.METADATA_MAX_AGE_CONFIG),
        logContext,
        new ClusterResourceListeners());
  }

  @Override
  public synchronized void follow(Set<String> wanted) {
    boolean more = !topics.containsAll(wanted);
    topics = Set.copyOf(wanted);
    if (more) {
      requestUpdateForNewTopics();
    }
  }

  @Override
  protected synchronized MetadataRequest.Builder newMetadataRequestBuilder() {
    return MetadataRequest.Builder.forTopicNames(new ArrayList<>(topics), false);
  }

  @Override
  protected synchronized boolean retainTopic(String topic, boolean isInternal, long now) {
    return topics.contains(topic);
  }

  @Override
  public LeaderAndEpoch leader(TopicPartition partition) {
    return currentLeader(partition);
  }

  @Override
  public Node replica(TopicPartition partition, int node) {
    return fetch().nodeIfOnline(partition, node).orElse(null);
  }

  @Override
  public Uuid topicId(String topic) {
    return topicIds().getOrDefault(topic, Uuid.ZERO_UUID);
  }

  @Override
  public void requestUpdate() {
    requestUpdate(false);
  }

  @Override
  public void leaders(Map<TopicPartition, LeaderIdAndEpoch> leaders, List<Node> nodes) {
    updatePartitionLeadership(leaders, nodes);
  }

  @Override
  public long leaseMillis() {
    return metadataExpireMs();
  }

  @Override
  public void check() {
    maybeThrowAnyException();
  }
}
