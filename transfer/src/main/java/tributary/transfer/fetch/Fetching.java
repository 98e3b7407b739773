package tributary.transfer.fetch;

import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;

/** Fetches the record batches of partitions, each from where it is told to. Thread: consumer. */
public interface Fetching extends AutoCloseable {

  /**
   * From now on the partition is wanted, once it has room; what it had before counts no more.
   *
   * @param topicId only records of the topic with this id are handed over
   * @param offset of the first record
   */
  void begin(TopicPartition partition, Uuid topicId, long offset);

  /** The partition is wanted no more; an answer that is on its way is thrown away. */
  void end(TopicPartition partition);

  /**
   * How many bytes of batches may come with the next answer, about; 0 lets the partition rest. The
   * first batch of an answer comes whole, however large it is.
   */
  void room(TopicPartition partition, long bytes);

  /** Why nothing comes of a wanted partition, if something is wrong with it. */
  Optional<String> problem(TopicPartition partition);

  /**
   * Asks for what is wanted, and waits for answers so long at most.
   *
   * @throws org.apache.kafka.common.KafkaException if the cluster can't be asked; it is asked again
   *     with the next call
   */
  void poll(long millis, FetchListener listener);

  @Override
  void close();
}
