package tributary.agent.read;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Tells how far behind the open files are. Thread: reader. */
final class Standing {
  private final Desk desk;
  private final ReadCounts counts;
  private final LongSupplier nanos;

  Standing(Desk desk, ReadCounts counts, LongSupplier nanos) {
    this.desk = desk;
    this.counts = counts;
    this.nanos = nanos;
  }

  List<ReadStatus> list() {
    List<ReadStatus> all = new ArrayList<>();
    for (TailedFile file : desk.tracked().all()) {
      Content content = file.content();
      all.add(
          new ReadStatus(
              content.path(),
              content.known().id().text(),
              file.size(),
              content.position(),
              content.acknowledged(),
              file.isRotated(),
              file.waiting()));
    }
    return all;
  }

  void count() {
    long unread = 0;
    long oldest = 0;
    long now = nanos.getAsLong();
    for (TailedFile file : desk.tracked().all()) {
      long behind = Math.max(0, file.size() - file.content().acknowledged());
      unread += behind;
      oldest = Math.max(oldest, file.behindFor(behind > 0, now));
    }
    counts.standing(desk.tracked().all().size(), unread, oldest / 1e9);
  }
}
