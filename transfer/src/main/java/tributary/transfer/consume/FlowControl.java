package tributary.transfer.consume;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.function.LongSupplier;
import tributary.transfer.fetch.Fetching;

/**
 * Keeps what is held in memory within bounds. Of the documents that may be open, one half is
 * divided equally, so that partitions that can't get rid of theirs leave the others what is theirs;
 * the other half is divided among those that have any. And batches are fetched only for partitions
 * that have little left to be made into documents.
 *
 * <p>Where those that stand still have so many batches that nothing may be fetched for the others,
 * they give theirs back. A partition that did is fetched again, from the first record that it made
 * no document of, when half of its share is free. So each time that it is fetched it gets further,
 * and however little that is, it doesn't fetch and give back in circles.
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

  /** Who reads nothing for so long stands still: a slow Elasticsearch mostly takes some by then. */
  private static final long STILL = Duration.ofSeconds(5).toNanos();

  private final long budget;
  private final LongSupplier nanos;

  /**
   * @param budget bytes, about, that unsettled documents may take, all partitions together
   * @param nanos as {@link System#nanoTime}
   */
  FlowControl(long budget, LongSupplier nanos) {
    this.budget = budget;
    this.nanos = nanos;
  }

  /** Says what each may hold, and which are fetched; true if any has no room. */
  boolean balance(Fetching fetching, Collection<PartitionSlot> slots) {
    List<PartitionSlot> handled = slots.stream().filter(PartitionSlot::isHandled).toList();
    int active = 0;
    long ahead = 0;
    for (PartitionSlot slot : handled) {
      active += handler(slot).openBytes() > 0 ? 1 : 0;
      ahead += handler(slot).unmade();
    }
    long share = budget / 2 / Math.max(1, slots.size()) + budget / 2 / Math.max(1, active);
    giveBack(fetching, handled, share, ahead);
    long most = Math.min(AHEAD, (ALL_AHEAD - LEFT) / Math.max(1, slots.size()));
    boolean full = false;
    for (PartitionSlot slot : handled) {
      PartitionHandler handler = handler(slot);
      handler.share(share);
      long room = ahead >= ALL_AHEAD ? 0 : most - handler.unmade();
      fetching.room(slot.topicPartition(), Math.max(0, room));
      boolean holdsShare = handler.openBytes() >= share;
      slot.paused(slot.gaveBack() || (holdsShare && room <= 0));
      full |= room <= 0;
    }
    return full;
  }

  private void giveBack(Fetching fetching, List<PartitionSlot> handled, long share, long ahead) {
    long now = nanos.getAsLong();
    boolean starving =
        ahead >= ALL_AHEAD && handled.stream().anyMatch(slot -> isStarving(slot, share));
    for (PartitionSlot slot : handled) {
      boolean still = slot.standsStill(now) >= STILL && !hasRoom(slot, share);
      if (slot.gaveBack()) {
        if (handler(slot).unmade() == 0 && hasRoom(slot, share)) {
          slot.fetchAgain(fetching);
        }
      } else if (starving && still && handler(slot).unmade() > 0) {
        slot.giveBack(fetching);
      }
    }
  }

  private static boolean isStarving(PartitionSlot slot, long share) {
    return !slot.gaveBack() && handler(slot).unmade() == 0 && hasRoom(slot, share);
  }

  /** Whether documents may be made of what it would be handed; a worker goes by the same half. */
  private static boolean hasRoom(PartitionSlot slot, long share) {
    return handler(slot).openBytes() <= share / 2;
  }

  private static PartitionHandler handler(PartitionSlot slot) {
    return slot.handler().orElseThrow();
  }
}
