package tributary.agent.read;

import java.util.HashMap;
import java.util.Map;

/**
 * Which files still grow that are perhaps copies in the making: since when each has had the size
 * that it has. Thread: reader.
 */
final class Growth {
  private final long wait;
  private final Map<String, Seen> seen = new HashMap<>();

  private record Seen(long size, long since) {}

  /**
   * @param wait nanoseconds for which a file must have been quiet
   */
  Growth(long wait) {
    this.wait = wait;
  }

  /** Whether a file may still grow; asked again with each look at it. */
  boolean goesOn(String key, long size, long now) {
    Seen before = seen.get(key);
    if (before == null || before.size() != size) {
      seen.put(key, new Seen(size, now));
      return wait > 0;
    }
    if (now - before.since() < wait) {
      return true;
    }
    seen.remove(key);
    return false;
  }

  /** It was decided what the file is. */
  void decided(String key) {
    seen.remove(key);
  }
}
