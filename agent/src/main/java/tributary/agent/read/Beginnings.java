package tributary.agent.read;

import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tributary.agent.discover.FoundFile;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Marks;
import tributary.common.collect.StartAt;
import tributary.common.collect.TextEncoding;
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
    FoundFile found = order.found();
    boolean atEnd = existed && found.entry().start() == StartAt.END && !ledger.damaged();
    TextEncoding encoding = found.entry().encoding();
    Optional<AfterLastLine> end =
        atEnd ? Optional.of(AfterLastLine.of(file.channel(), 0, encoding)) : Optional.empty();
    long start = end.map(AfterLastLine::offset).orElse(0L);
    FileId id = FileId.create(clock.instant(), random);
    Known known = new Known(id, found.key(), file.head(), order.home().toString(), start);
    Seam seam = new Seam(start, found.entry(), Seam.day(clock.millis()));
    Optional<Mark> mark = end.map(AfterLastLine::mark).filter(m -> m.offset() > 0);
    Marks marks = mark.map(m -> Marks.none().with(m)).orElse(Marks.none());
    long limit = start + Limit.AHEAD;
    long ticket = ledger.begin(known, seam, limit, mark);
    Remembered first = new Remembered(known, List.of(seam), limit, start, 0, List.of(), marks);
    return new Begun(Content.fresh(first, onRefusal), ticket);
  }
}
