package tributary.agent.read;

import java.io.IOException;
import java.util.OptionalLong;
import tributary.agent.identify.Head;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Known;

/**
 * Learns how files begin while they grow. Of a file's first bytes nothing is sent before the head
 * that they are in is written down: after a crash no other file is taken for one that some of these
 * were sent of, and what is repeated, where a file was rotated by copying meanwhile, is less than
 * one head. Thread: reader.
 */
final class Heads {
  private final Desk desk;

  Heads(Desk desk) {
    this.desk = desk;
  }

  /** Whether more bytes of the head are there than are known. */
  static boolean isDue(TailedFile file) {
    Head head = file.content().head();
    return !head.full() && file.size() > head.length();
  }

  /**
   * Learns what there is to learn.
   *
   * @return the ticket of what was written down; none if there was nothing
   */
  OptionalLong grow(TailedFile file) throws IOException {
    Content content = file.content();
    Head head = content.head();
    if (!isDue(file)) {
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
