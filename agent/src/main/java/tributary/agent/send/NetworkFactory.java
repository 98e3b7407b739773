package tributary.agent.send;

/** Makes the connections; tests bring their own. */
@FunctionalInterface
interface NetworkFactory {
  /**
   * Nothing is connected yet.
   *
   * @throws org.apache.kafka.common.KafkaException if it can't be made now, for example because no
   *     server's name can be resolved
   */
  Network make();
}
