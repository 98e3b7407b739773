package tributary.console.status;

import java.util.Optional;

/**
 * How far a topic has come. Numbers that no server told are empty.
 *
 * @param partitions 0 if Kafka has no such topic
 * @param records that Kafka still holds
 * @param behind records that the transfer has not settled
 * @param documents that Elasticsearch has of it
 * @param deadLetters lines that were refused, and not put through again since
 */
record TopicState(
    String topic,
    Optional<Long> partitions,
    Optional<Long> records,
    Optional<Long> behind,
    Optional<Long> documents,
    Optional<Long> deadLetters) {}
