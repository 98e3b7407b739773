package tributary.agent.send;

/** How many partitions topics have, as the sender sees the cluster. Any thread; never blocks. */
interface PartitionCounts {
  /**
   * Partitions of the topic.
   *
   * @throws org.apache.kafka.common.errors.RetriableException while that isn't known; it is asked
   *     for
   * @throws org.apache.kafka.common.KafkaException if the topic is refused
   */
  int of(String topic);
}
