package tributary.transfer.consume;

import java.time.Duration;
import tributary.common.kafka.KafkaSettings;

/**
 * How records are consumed.
 *
 * @param kafka the clients' settings
 * @param id names this transfer to the brokers
 * @param group the consumer group
 * @param topicIdle how long a topic that no one names any more must have been quiet to be left
 * @param dated whether indices are by date, so that a topic with LogAppendTime is refused
 * @param budget bytes, about, that unsettled records may take, all partitions together
 * @param stopTimeout how long a stop may take
 */
public record ConsumeSettings(
    KafkaSettings kafka,
    String id,
    String group,
    Duration topicIdle,
    boolean dated,
    long budget,
    Duration stopTimeout) {}
