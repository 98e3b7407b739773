package tributary.agent.read.content;

import tributary.common.collect.CollectEntry;

/**
 * No event of a content reaches across this offset, and what follows is made with these settings on
 * this day (DESIGN §5).
 *
 * @param offset in the content
 * @param entry the settings
 * @param day since 1970, UTC
 */
public record Seam(long offset, CollectEntry entry, long day) {
  private static final long DAY_MILLIS = 86_400_000;

  /** The day of a time. */
  public static long day(long millis) {
    return Math.floorDiv(millis, DAY_MILLIS);
  }

  /** A time, held within this seam's day. */
  public long hold(long millis) {
    long first = day * DAY_MILLIS;
    return Math.max(first, Math.min(first + DAY_MILLIS - 1, millis));
  }

  /** Whether what follows it would be made in the same way. */
  public boolean sameWay(CollectEntry otherEntry, long otherDay) {
    return day == otherDay && entry.equals(otherEntry);
  }
}
