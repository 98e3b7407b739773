package tributary.transfer.deadletter;

import org.apache.kafka.clients.producer.Producer;

/** What dead letters need of Kafka. Thread: deadletter. */
public interface LetterClients {

  /**
   * Makes a topic for dead letters unless it is there, or topics aren't to be made.
   *
   * @throws org.apache.kafka.common.KafkaException as Kafka gave it
   */
  void make(String topic) throws InterruptedException;

  /** A new producer. */
  Producer<byte[], byte[]> producer();
}
