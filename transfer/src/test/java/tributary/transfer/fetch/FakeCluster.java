package tributary.transfer.fetch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.Metadata.LeaderAndEpoch;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Knows what it was told last, and is told again when somebody asks. Thread: the test's. */
final class FakeCluster implements FetchCluster {
  private final FakeBrokers brokers;
  private final Map<TopicPartition, LeaderAndEpoch> leaders = new HashMap<>();
  private final Map<String, Uuid> ids = new HashMap<>();
  Set<String> followed = Set.of();
  KafkaException failure;
  int updates;

  FakeCluster(FakeBrokers brokers) {
    this.brokers = brokers;
  }

  /** As when an answer for metadata has come. */
  void update() {
    leaders.clear();
    ids.clear();
    brokers.logs.forEach(
        (partition, log) -> {
          leaders.put(
              partition, new LeaderAndEpoch(Optional.of(log.leader), Optional.of(log.epoch)));
          ids.put(partition.topic(), log.topicId);
        });
  }

  @Override
  public void follow(Set<String> topics) {
    followed = Set.copyOf(topics);
  }

  @Override
  public LeaderAndEpoch leader(TopicPartition partition) {
    return leaders.getOrDefault(partition, new LeaderAndEpoch(Optional.empty(), Optional.empty()));
  }

  @Override
  public Node replica(TopicPartition partition, int node) {
    return node < FakeBrokers.NODES.size() ? FakeBrokers.NODES.get(node) : null;
  }

  @Override
  public Uuid topicId(String topic) {
    return ids.getOrDefault(topic, Uuid.ZERO_UUID);
  }

  @Override
  public void requestUpdate() {
    updates++;
    brokers.later(this::update);
  }

  @Override
  public void leaders(Map<TopicPartition, LeaderIdAndEpoch> named, List<Node> nodes) {
    named.forEach(
        (partition, leader) ->
            leaders.put(
                partition,
                new LeaderAndEpoch(
                    Optional.of(FakeBrokers.NODES.get(leader.leaderId.orElseThrow())),
                    leader.epoch)));
  }

  @Override
  public long leaseMillis() {
    return 60_000;
  }

  @Override
  public void check() {
    if (failure != null) {
      KafkaException once = failure;
      failure = null;
      throw once;
    }
  }
}
