package tributary.agent.read.content;

import java.util.OptionalLong;

/**
 * Whether a content waits until others have had their turn, since too many files are open, and for
 * how long what is unread of it has. Times are nanoseconds of a clock that only goes forward.
 * Thread: reader.
 */
public final class TurnWait {
  private boolean waits;
  private boolean unread;
  private long since;

  /** Something of it is unread, and came at that time, or is known since then. */
  public void unread(long nanos) {
    if (!unread) {
      unread = true;
      since = nanos;
    }
  }

  /** It waits. */
  public void begin(long nanos) {
    waits = true;
    unread(nanos);
  }

  /** It has its turn, or is no longer where it waited. Returns since when it was unread, if so. */
  public OptionalLong end() {
    OptionalLong was = unread ? OptionalLong.of(since) : OptionalLong.empty();
    waits = false;
    unread = false;
    return was;
  }

  public boolean waits() {
    return waits;
  }

  /** Nanoseconds for which something of it was unread while it waits; 0 if it doesn't. */
  public long age(long now) {
    return waits ? now - since : 0;
  }
}
