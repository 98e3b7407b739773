package tributary.agent.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  /** All contents that are known, also those that no file is open for. */
  List<ReadStatus> list() {
    List<ReadStatus> all = new ArrayList<>();
    for (Content content : desk.contents().all()) {
      Optional<TailedFile> open =
          desk.tracked().under(content.key()).filter(file -> file.content() == content);
      all.add(status(content, open));
    }
    return all;
  }

  private static ReadStatus status(Content content, Optional<TailedFile> open) {
    Delivery.Position at = content.delivery().position();
    return new ReadStatus(
        content.path(),
        content.known().id().text(),
        content.seams().at(content.position()).map(seam -> seam.entry().topic()),
        content.known().start(),
        content.size(),
        content.position(),
        at.offset(),
        content.skipped(),
        content.lost(),
        open.map(Standing::holding).orElse(ReadStatus.Holding.CLOSED),
        open.flatMap(TailedFile::waiting));
  }

  private static ReadStatus.Holding holding(TailedFile file) {
    return file.isRotated() ? ReadStatus.Holding.ROTATED : ReadStatus.Holding.AT_PATH;
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
