package tributary.transfer.consume;

import org.apache.kafka.common.TopicPartition;

/**
 * A partition of one topic for as long as that topic lives: created again under the same name, it
 * is another.
 *
 * @param topic its name
 * @param topicId its UUID as Kafka writes it
 * @param number of the partition
 */
public record OwnedPartition(String topic, String topicId, int number) {

  TopicPartition topicPartition() {
    return new TopicPartition(topic, number);
  }

  @Override
  public String toString() {
    return topic + "-" + number;
  }
}
