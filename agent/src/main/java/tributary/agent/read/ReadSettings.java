package tributary.agent.read;

import java.time.Duration;

/**
 * How files are looked for and read: {@code agent.read}.
 *
 * @param poll how often an open file at its end is looked at for new bytes
 * @param discover how often the globs are looked through
 * @param chunk bytes of one read at most
 * @param maxOpen open files at most, those that are held because they were rotated not counted
 * @param maxHeld bytes that deleted, still unread files may pin; 0 is no limit
 * @param maxFiles files that one glob may match
 * @param rotatedWait how long a renamed or deleted file must have been quiet before it is closed
 */
public record ReadSettings(
    Duration poll,
    Duration discover,
    int chunk,
    int maxOpen,
    long maxHeld,
    int maxFiles,
    Duration rotatedWait) {

  /** Bytes before the position that each read begins with, and compares with what was there. */
  public static final int OVERLAP = 256;

  /** Checks the ranges. */
  public ReadSettings {
    require(poll.toMillis() >= 1, "poll must be at least 1ms");
    require(discover.toMillis() >= 1, "discover must be at least 1ms");
    require(chunk >= 4 * 1024, "chunk must be at least 4KiB");
    require(maxOpen >= 1, "max-open must be at least 1");
    require(maxHeld >= 0, "max-held must not be negative");
    require(maxFiles >= 1, "max-files must be at least 1");
    require(!rotatedWait.isNegative(), "rotated-wait must not be negative");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(rule);
    }
  }
}
