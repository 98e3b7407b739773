package tributary.agent.read;

import java.util.OptionalLong;
import tributary.agent.read.content.Content;

/** How a file has grown lately, and how far it was stored meanwhile. Thread: reader. */
final class Progress {
  private final Content content;
  private final OffsetHistory grown = new OffsetHistory();
  private final OffsetHistory stored = new OffsetHistory();

  Progress(Content content) {
    this.content = content;
  }

  /** Takes note of how far it has grown, and how far it is stored. */
  void observe(long size, long now) {
    grown.reached(size, now);
    stored.reached(content.acknowledged(), now);
  }

  /** Nanoseconds since its oldest byte that is not stored yet came; 0 if there is none. */
  long unreadFor(long now) {
    return grown.ageOf(content.acknowledged(), now);
  }

  /** Its file is closed: what is unread is no younger when it is read on. */
  void closed(long size, long now) {
    if (content.acknowledged() < size) {
      content.turn().unread(now - unreadFor(now));
    }
  }

  /** Where it will be by its next rotation, if all goes on as it does. */
  Outlook outlook(long size, OptionalLong untilRotation, long now) {
    return new Outlook(
        size, content.acknowledged(), grown.perSecond(now), stored.perSecond(now), untilRotation);
  }
}
