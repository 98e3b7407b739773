package tributary.agent.send;

import java.util.Optional;

/** What the directory needs of Kafka beside the producer. Blocks; tests bring their own. */
interface TopicAccess extends AutoCloseable {
  /**
   * Sees to it that the topic exists.
   *
   * @return why it does not and can't be made; nothing if it exists
   * @throws org.apache.kafka.common.KafkaException if Kafka can't be asked now
   */
  Optional<String> ensure(String topic) throws InterruptedException;

  /**
   * Asks the brokers for a sign of life.
   *
   * @throws org.apache.kafka.common.KafkaException if none answers
   */
  void probe() throws InterruptedException;

  @Override
  void close();
}
