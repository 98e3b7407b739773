package tributary.common.kafka;

import tributary.common.settings.Section;

/**
 * How missing topics are made.
 *
 * @param create whether they are made at all
 * @param partitions of a new topic
 * @param replication replicas of each partition
 */
public record TopicSettings(boolean create, int partitions, short replication) {
  private static final int MAX_PARTITIONS = 10_000;

  /** Reads the section {@code topics}. */
  public static TopicSettings read(Section topics) {
    return new TopicSettings(
        topics.flag("create"),
        topics.number("partitions", 1, MAX_PARTITIONS),
        (short) topics.number("replication", 1, Short.MAX_VALUE));
  }

  /** Replicas that must have a record before it is acknowledged: min(2, replication), DESIGN §6. */
  public int minInSyncReplicas() {
    return Math.min(2, replication);
  }
}
