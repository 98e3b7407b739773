package tributary.agent.read;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tributary.agent.discover.FoundFile;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Marks;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Known;
import tributary.agent.read.content.Ledger;
import tributary.agent.read.content.Limit;
import tributary.agent.read.content.Remembered;
import tributary.agent.read.content.Seam;
import tributary.agent.read.open.GzipBytes;
import tributary.agent.read.open.OpenFile;
import tributary.agent.read.open.PlainBytes;
import tributary.common.collect.StartAt;
import tributary.common.kafka.FileId;

/** Begins contents that were never seen: an id, where reading starts, the first seam and limit. */
final class Beginnings {
  private final Ledger ledger;
  private final InstantSource clock;
  private final RandomGenerator random;

  Beginnings(Ledger ledger, InstantSource clock, RandomGenerator random) {
    this.ledger = ledger;
    this.clock = clock;
    this.random = random;
  }

  /** A content, and the ticket that has to be reached before anything of it is sent. */
  record Begun(Content content, long ticket) {}

  /**
   * Begins one.
   *
   * @param existed whether the file was there when its entry was first applied
   */
  Begun begin(Admission.Order order, OpenFile file, boolean existed, Runnable onRefusal)
      throws IOException {
    boolean atEnd = existed && order.found().entry().start() == StartAt.END && !ledger.damaged();
    return begin(order, file, atEnd ? atEnd(order.found(), file) : Optional.empty(), onRefusal);
  }

  /** Begins one at a mark, or at the beginning. */
  Begun begin(Admission.Order order, OpenFile file, Optional<Mark> mark, Runnable onRefusal) {
    FoundFile found = order.found();
    long start = mark.map(Mark::offset).orElse(0L);
    FileId id = FileId.create(clock.instant(), random);
    Known known = new Known(id, found.key(), file.head(), order.home().toString(), start);
    Seam seam = new Seam(start, found.entry(), Seam.day(clock.millis()));
    Marks marks = mark.map(m -> Marks.none().with(m)).orElse(Marks.none());
    long limit = start + Limit.AHEAD;
    long ticket = ledger.begin(known, seam, limit, mark);
    Remembered first = new Remembered(known, List.of(seam), limit, start, 0, List.of(), 0, marks);
    return new Begun(Content.fresh(first, onRefusal), ticket);
  }

  /** After the last line; a compressed file has no half line that will go on. */
  private static Optional<Mark> atEnd(FoundFile found, OpenFile file) throws IOException {
    Optional<Mark> end =
        file.bytes() instanceof PlainBytes plain
            ? Optional.of(AfterLastLine.of(plain.channel(), 0, found.entry().encoding()).mark())
            : file.packed().flatMap(GzipBytes::end);
    return end.filter(mark -> mark.offset() > 0);
  }
}
