package tributary.transfer.fetch;

import org.apache.kafka.common.TopicPartition;
import tributary.transfer.record.FetchedBatches;

/**
 * Hears what becomes of wanted partitions, within {@link Fetching#poll}. After each but the first
 * the partition is wanted no more, until it begins again.
 */
public interface FetchListener {

  /** The next batches; each begins where the last ended. */
  void fetched(FetchedBatches batches);

  /** There is no such offset. */
  void outOfRange(TopicPartition partition, String why);

  /**
   * What was fetched isn't what the log holds now, which an unclean election has cut.
   *
   * @param end what was fetched from this offset on is gone, and others may stand there
   */
  void cut(TopicPartition partition, long end, String why);

  /** Its records are kept from us. */
  void mayNotRead(TopicPartition partition, String why);

  /** The next batch is damaged. */
  void corrupt(TopicPartition partition, String why);
}
