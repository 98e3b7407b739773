package tributary.agent.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.read.content.ByteRange;
import tributary.agent.read.content.Content;

/**
 * Finds out what was lost. What is missing of a content that was cut, or deleted, may turn up in a
 * copy of it, so it counts as lost only when no copy has come for a while; should one come even
 * later, it is lost no more. Thread: reader.
 */
final class Losses {
  private static final Logger LOG = LoggerFactory.getLogger(Losses.class);

  /** What a copy takes to be found beyond the wait for its end: two looks, and a gzip's rest. */
  private static final long SLACK_NANOS = 30_000_000_000L;

  private final Desk desk;
  private final ReadCounts counts;
  private final LongSupplier nanos;
  private final long wait;
  private final Map<Content, Long> dueAt = new HashMap<>();

  /**
   * @param rotatedWait nanoseconds for which a copy must be quiet before it is taken for whole
   */
  Losses(Desk desk, ReadCounts counts, LongSupplier nanos, long rotatedWait) {
    this.desk = desk;
    this.counts = counts;
    this.nanos = nanos;
    this.wait = 2 * rotatedWait + Math.min(SLACK_NANOS, 10 * rotatedWait);
  }

  /** The file of a content is gone, or holds other bytes: what was not read of it is missing. */
  void missing(Content content) {
    dueAt.put(content, nanos.getAsLong() + wait);
  }

  /** Decides on those that were waited for long enough. */
  void settle() {
    long now = nanos.getAsLong();
    for (Content content : new ArrayList<>(dueAt.keySet())) {
      if (desk.tracked().holds(content)) {
        dueAt.remove(content);
      } else if (now - dueAt.get(content) >= 0 && content.delivery().settled()) {
        dueAt.remove(content);
        decide(content);
      }
    }
  }

  private void decide(Content content) {
    if (content.delivery().refusal().isPresent()) {
      // Nobody can read it again from there.
      content.goBack();
    }
    if (content.position() < content.size()) {
      lose(content, new ByteRange(content.position(), content.size()), "overwritten or deleted");
    }
  }

  /** A stretch of a content will never be read. */
  void lose(Content content, ByteRange range, String how) {
    List<ByteRange> all = new ArrayList<>(content.lost());
    all.add(range);
    note(content, all);
    counts.lost(range.length());
    LOG.warn(
        "lost: {} bytes {} to {} (file id {}) were {} before they were read",
        content.path(),
        range.from(),
        range.to(),
        content.known().id().text(),
        how);
  }

  /** A content is read on after all: what lies beyond its position is not lost. */
  void found(Content content) {
    dueAt.remove(content);
    List<ByteRange> rest = new ArrayList<>(content.lost());
    if (rest.removeIf(range -> range.from() >= content.position())) {
      note(content, rest);
    }
  }

  private void note(Content content, List<ByteRange> ranges) {
    content.lost(ranges);
    desk.ledger().lost(content.known().id(), ranges);
  }
}
