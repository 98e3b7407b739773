package tributary.transfer.consume;

import java.time.Duration;
import java.util.Optional;
import tributary.transfer.record.FetchedBatches;

/** What becomes of a partition's records. Called on the consumer's thread; never blocks there. */
public interface PartitionHandler {

  /** Takes batches over, in order. */
  void accept(FetchedBatches batches);

  /** What {@link #openBytes} may grow to; from then on batches are kept as they are stored. */
  void share(long bytes);

  /** Bytes, about, that documents take which aren't settled. */
  long openBytes();

  /** Bytes as stored of batches that were handed over and aren't documents yet. */
  long unmade();

  /**
   * The offset that it has read up to: the first whose record hasn't become a document. From there
   * it is handed batches again after it gave some back.
   */
  long unread();

  /**
   * Forgets the batches that aren't documents yet; soon {@link #unmade} is 0. It is handed none
   * before that.
   */
  void giveBack();

  /** The offset to commit: all before it is settled. */
  long next();

  /** What it threw; from then on it does nothing more. */
  Optional<Throwable> failure();

  /** Why its documents wait, if they do. */
  Optional<String> waiting();

  /** Takes and sends nothing more. What is on its way is still settled. */
  void close();

  /** Whether nothing is on its way. */
  boolean isIdle();

  /** Waits for that; false if the time was too short. */
  boolean awaitIdle(Duration most);

  /** Makes them. */
  interface Factory {

    /**
     * A handler whose first record will be at {@code start} or after it.
     *
     * @param partition which
     * @param start all before it is settled
     */
    PartitionHandler open(OwnedPartition partition, long start);
  }
}
