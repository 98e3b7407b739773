package tributary.transfer.fetch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.Metadata.LeaderAndEpoch;
import org.apache.kafka.clients.Metadata.LeaderIdAndEpoch;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** What is known of the cluster. Thread: consumer. */
interface FetchCluster {

  /** Only these topics are of interest from now on. */
  void follow(Set<String> topics);

  /** The partition's leader and its epoch, each empty if not known. */
  LeaderAndEpoch leader(TopicPartition partition);

  /** A replica of the partition; null if it isn't there now. */
  Node replica(TopicPartition partition, int node);

  /** The id of the topic that has the name now; {@link Uuid#ZERO_UUID} if it isn't known. */
  Uuid topicId(String topic);

  /** Something was wrong: ask anew, soon. */
  void requestUpdate();

  /**
   * A broker has named new leaders (KIP-951).
   *
   * @param nodes that they are among
   */
  void leaders(Map<TopicPartition, LeaderIdAndEpoch> leaders, List<Node> nodes);

  /** Milliseconds for which a named read replica is held to, as the client does. */
  long leaseMillis();

  /**
   * Why the cluster, or a topic, can't be asked for; once.
   *
   * @throws org.apache.kafka.common.KafkaException if so
   */
  void check();
}
