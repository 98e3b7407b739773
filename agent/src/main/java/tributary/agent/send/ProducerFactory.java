package tributary.agent.send;

import org.apache.kafka.clients.producer.Producer;

/** Makes producers; tests bring their own. */
@FunctionalInterface
interface ProducerFactory {
  /**
   * A new producer, with a producer id of its own.
   *
   * @throws org.apache.kafka.common.KafkaException if it can't be made now, for example because no
   *     server's name can be resolved
   */
  Producer<byte[], byte[]> make();
}
