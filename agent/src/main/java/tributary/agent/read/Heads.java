package tributary.agent.read;

import java.io.IOException;
import java.util.OptionalLong;
import tributary.agent.identify.Head;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Known;

/**
 * Learns how files begin while they grow. A content is found again by its head once that is known
 * in full, so nothing beyond a full head is sent before the head is written down: what is repeated
 * after a crash, where a file was rotated by copying meanwhile, is less than one head. Thread:
 * reader.
 */
final class Heads {
  private final Desk desk;

  Heads(Desk desk) {
    this.desk = desk;
  }

  /** Whether a file has bytes enough for a full head, and that isn't known yet. */
  boolean isDue(TailedFile file) {
    return !file.content().head().full() && file.size() >= Head.FULL;
  }

  /**
   * Learns what there is to learn.
   *
   * @return the ticket of what was written down; none if there was nothing
   */
  OptionalLong grow(TailedFile file) throws IOException {
    Content content = file.content();
    Head head = content.head();
    if (head.full() || file.size() <= head.length()) {
      return OptionalLong.empty();
    }
    Head grown = file.file().headNow();
    if (!file.file().agrees(head) || grown.length() <= head.length()) {
      return OptionalLong.empty();
    }
    Known known = content.known();
    Known now = new Known(known.id(), known.key(), grown, known.path(), known.start());
    desk.contents().changed(content, now);
    return OptionalLong.of(desk.ledger().changed(now));
  }
}
