package tributary.agent.journal;

import java.util.ArrayList;
import java.util.List;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Marks;
import tributary.agent.read.content.ByteRange;

/** What the journal says of one content. Thread: that of the {@link JournalState} it is in. */
final class ContentState {
  /** Seams before the acknowledged offset that are kept. */
  private static final int MOST_HISTORY = 64;

  private JournalRecord.Content content;
  private final List<JournalRecord.Seam> seams = new ArrayList<>();
  private Marks marks = Marks.none();
  private long limit;
  private long acked;
  private long skipped;
  private List<ByteRange> lost = List.of();
  private long missing;

  ContentState(JournalRecord.Content content) {
    this.content = content;
    this.limit = content.start();
    this.acked = content.start();
  }

  void content(JournalRecord.Content newer) {
    content = newer;
  }

  /** Whether it is in the same file as this says. */
  boolean isIn(JournalRecord.Content record) {
    return content.key().equals(record.key());
  }

  void seam(JournalRecord.Seam seam) {
    seams.removeIf(s -> s.offset() >= seam.offset());
    seams.add(seam);
  }

  void limit(long offset) {
    limit = offset;
  }

  void ack(long offset, long skippedBefore) {
    if (offset >= acked) {
      acked = offset;
      skipped = skippedBefore;
    }
  }

  /** From its start again; all that may have been sent keeps its boundaries. */
  void reread() {
    limit = Math.max(limit, acked);
    acked = content.start();
    skipped = 0;
  }

  void mark(Mark mark) {
    marks = marks.with(mark);
  }

  void lost(List<ByteRange> ranges) {
    lost = ranges;
  }

  void missing(long millis) {
    missing = millis;
  }

  long missing() {
    return missing;
  }

  List<ByteRange> lost() {
    return lost;
  }

  /** After a clean stop nothing lies beyond what was acknowledged. */
  void settled() {
    limit = acked;
  }

  JournalRecord.Content content() {
    return content;
  }

  Marks marks() {
    return marks;
  }

  long limit() {
    return limit;
  }

  long acked() {
    return acked;
  }

  long skipped() {
    return skipped;
  }

  /**
   * The seam in force at the acknowledged offset, and those beyond; the earlier ones are history.
   */
  List<JournalRecord.Seam> seams() {
    int first = 0;
    while (first + 1 < seams.size() && seams.get(first + 1).offset() <= acked) {
      first++;
    }
    return List.copyOf(seams.subList(first, seams.size()));
  }

  /** Those seams, and of the earlier ones the latest, which only {@link #reread} needs. */
  List<JournalRecord.Seam> history() {
    int needed = seams().size();
    return List.copyOf(
        seams.subList(Math.max(0, seams.size() - needed - MOST_HISTORY), seams.size()));
  }

  /** Whether all of it can be sent again with the boundaries of the first time. */
  boolean canBeReread() {
    return !seams.isEmpty() && seams.get(0).offset() <= content.start();
  }

  /** All of it as records, in an order that makes the same again. */
  List<JournalRecord> records() {
    List<JournalRecord> records = new ArrayList<>();
    records.add(content);
    records.addAll(history());
    records.add(new JournalRecord.Limit(content.id(), limit));
    if (acked > content.start()) {
      records.add(new JournalRecord.Ack(content.id(), acked, skipped));
    }
    if (missing > 0) {
      records.add(new JournalRecord.Missing(content.id(), missing));
    }
    if (!lost.isEmpty()) {
      records.add(new JournalRecord.Lost(content.id(), lost));
    }
    for (Mark mark : marks.oldestFirst()) {
      records.add(new JournalRecord.Mark(content.id(), mark.offset(), mark.hash()));
    }
    return records;
  }
}
