package tributary.transfer.consume;

import java.util.Collection;
import tributary.transfer.fetch.Fetching;

/**
 * Keeps what is held in memory within bounds. Of the documents that may be open, one half is
 * divided equally, so that partitions that can't get rid of theirs leave the others what is theirs;
 * the other half is divided among those that have any. And batches are fetched only for partitions
 * that have little left to be made into documents.
 *
 * <p>Thread: consumer.
 */
final class FlowControl {

  /** Bytes of batches, as stored, that a partition may have waiting. */
  private static final long AHEAD = 512 * 1024;

  /** The same of all partitions together. */
  private static final long ALL_AHEAD = 24 * 1024 * 1024;

  /** What those that stand still leave to the others, if their batches are small. */
  private static final long LEFT = ALL_AHEAD / 4;

  private final long budget;

  /**
   * @param budget bytes, about, that unsettled documents may take, all partitions together
   */
  FlowControl(long budget) {
    this.budget = budget;
  }

  /** Says what each may hold, and which are fetched; true if any has no room. */
  boolean balance(Fetching fetching, Collection<PartitionSlot> slots) {
    int active = 0;
    long ahead = 0;
    for (PartitionSlot slot : slots) {
      PartitionHandler handler = slot.handler().orElse(null);
      if (handler != null) {
        active += handler.openBytes() > 0 ? 1 : 0;
        ahead += handler.unmade();
      }
    }
    long share = budget / 2 / Math.max(1, slots.size()) + budget / 2 / Math.max(1, active);
    long most = Math.min(AHEAD, (ALL_AHEAD - LEFT) / Math.max(1, slots.size()));
    boolean full = false;
    for (PartitionSlot slot : slots) {
      PartitionHandler handler = slot.handler().orElse(null);
      if (handler != null) {
        handler.share(share);
        long room = ahead >= ALL_AHEAD ? 0 : most - handler.unmade();
        fetching.room(slot.topicPartition(), Math.max(0, room));
        boolean holdsShare = handler.openBytes() >= share;
        slot.paused(holdsShare && room <= 0);
        full |= room <= 0;
      }
    }
    return full;
  }
}
