package tributary.agent.send;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What is known of the cluster. Any thread. */
interface ClusterView {
  /** The partition's leader; null if it isn't known or has none. */
  Node leader(TopicPartition partition);

  /** The topic's id; {@link Uuid#ZERO_UUID} if it isn't known. */
  Uuid topicId(String topic);

  /** Partitions of the topic; 0 if it isn't known. */
  int partitions(String topic);

  /** Something was wrong: ask anew, soon. */
  void requestUpdate();

  /**
   * A broker has named new leaders.
   *
   * @param nodes that they are among
   */
  void leaders(Map<TopicPartition, LeaderIdAndEpoch> leaders, List<Node> nodes);

  /**
   * Why the cluster can't be asked, once.
   *
   * @throws org.apache.kafka.common.KafkaException if so
   */
  void check();
}
