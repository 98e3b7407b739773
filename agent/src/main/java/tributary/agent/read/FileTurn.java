package tributary.agent.read;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;
import tributary.agent.identify.Mark;

/**
 * One file's turn: seams and limit, a verified read, events. Reads at most one chunk, so that a
 * busy file does not starve the others. Thread: reader, whose buffer this holds.
 */
final class FileTurn {
  private static final int TRY = 16 * 1024;

  private final ReadSettings settings;
  private final Ledger ledger;
  private final Framing framing;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private byte[] buffer;

  FileTurn(
      ReadSettings settings,
      Ledger ledger,
      Framing framing,
      InstantSource clock,
      LongSupplier nanos) {
    this.settings = settings;
    this.ledger = ledger;
    this.framing = framing;
    this.clock = clock;
    this.nanos = nanos;
    this.buffer = new byte[settings.chunk() + ReadSettings.OVERLAP];
  }

  /**
   * Takes a turn.
   *
   * @param retry whether the sender took nothing the last time, so that a small read serves to ask
   */
  Turn take(TailedFile tailed, boolean retry) throws IOException {
    Content content = tailed.content();
    long now = nanos.getAsLong();
    if (tailed.ticket() > ledger.synced()) {
      tailed.waiting(ledger.problem());
      return Turn.WAITING;
    }
    if (content.delivery().refusal().isPresent()) {
      return goBack(tailed, now);
    }
    if (now - tailed.retryAt() < 0) {
      return Turn.WAITING;
    }
    long size = tailed.file().size();
    tailed.sized(size, now);
    if (size < content.position()) {
      return Turn.CHANGED;
    }
    if (size == content.position() || (size == tailed.heldSize() && !mayEnd(tailed, now))) {
      tailed.waiting(Optional.empty());
      return Turn.IDLE;
    }
    return go(tailed, size, retry);
  }

  private Turn go(TailedFile tailed, long size, boolean retry) throws IOException {
    Content content = tailed.content();
    if (tailed.heldSize() == size && content.seams().next(content.position()) > size) {
      endHalfLine(tailed, size);
      return Turn.WAITING;
    }
    if (setSeam(tailed)) {
      return Turn.WAITING;
    }
    Seam seam = content.seams().at(content.position()).orElseThrow();
    Framer framer = tailed.framer(seam, framing, new DeliveryFate(content.delivery()));
    tailed.waiting(framer.waiting());
    if (tailed.waiting().isPresent()) {
      return Turn.WAITING;
    }
    moveLimit(content);
    int chunk = retry ? Math.min(TRY, settings.chunk()) : settings.chunk();
    Turn turn = read(tailed, seam, framer, chunk);
    if (turn == Turn.IDLE && size - content.position() > chunk && tailed.heldSize() < 0) {
      turn = read(tailed, seam, framer, framer.need());
    }
    if (turn == Turn.IDLE) {
      tailed.hold(size);
    }
    return turn;
  }

  /** The end of a file that nobody writes any more: its half line may be its last line. */
  private boolean mayEnd(TailedFile tailed, long now) {
    return tailed.content().seams().next(tailed.content().position()) <= tailed.size()
        || (tailed.isRotated()
            && now - tailed.grownAt() >= settings.rotatedWait().toNanos()
            && tailed.content().delivery().settled());
  }

  private void endHalfLine(TailedFile tailed, long size) {
    Content content = tailed.content();
    Seam now = content.seams().at(content.position()).orElseThrow();
    Seam end = new Seam(size, now.entry(), now.day());
    content.seams().put(end);
    content.endsAt(size);
    tailed.await(ledger.seam(content.known().id(), end));
  }

  /**
   * Sets a seam where the entry or the day is another than the one in force, if that may be now.
   */
  private boolean setSeam(TailedFile tailed) {
    Content content = tailed.content();
    if (!tailed.isBetween() || !content.isFree()) {
      return false;
    }
    long position = content.position();
    long today = Seam.day(clock.millis());
    Optional<Seam> current = content.seams().at(position);
    boolean sameEntry = current.isPresent() && current.get().entry().equals(tailed.entry());
    boolean stays = sameEntry && (current.get().day() == today || ledger.problem().isPresent());
    if (stays && content.seams().next(position) == Long.MAX_VALUE) {
      return false;
    }
    Seam seam = new Seam(position, tailed.entry(), today);
    content.seams().put(seam);
    tailed.await(ledger.seam(content.known().id(), seam));
    return true;
  }

  private void moveLimit(Content content) {
    if (content.limit().isDue(content.position())) {
      long next = content.position() + Limit.AHEAD;
      content.limit().moved(next, ledger.limit(content.known().id(), next));
    }
  }

  private Turn read(TailedFile tailed, Seam seam, Framer framer, int length) throws IOException {
    Content content = tailed.content();
    long position = content.position();
    int overlap = (int) Math.min(ReadSettings.OVERLAP, position);
    if (buffer.length < overlap + length) {
      buffer = new byte[length + ReadSettings.OVERLAP];
    }
    int count = tailed.file().read(buffer, 0, overlap + length, position - overlap);
    if (count < overlap || !content.follows(buffer, overlap)) {
      return Turn.CHANGED;
    }
    long available = (long) count - overlap;
    long toSeam = content.seams().next(position) - position;
    boolean last = available >= toSeam;
    int to = overlap + (int) Math.min(available, toSeam);
    long limit = content.limit().at(ledger.synced());
    Framed framed =
        framer.frame(
            new Chunk(buffer, overlap, to, position, last, limit, seam.hold(clock.millis())));
    return account(tailed, framed, overlap);
  }

  private Turn account(TailedFile tailed, Framed framed, int overlap) {
    Content content = tailed.content();
    int moved = framed.next() - overlap;
    content.delivery().sent(framed.sent());
    tailed.framed(framed.between());
    if (moved > 0) {
      long position = content.position() + moved;
      int tail = (int) Math.min(ReadSettings.OVERLAP, position);
      content.advance(
          position,
          Arrays.copyOfRange(buffer, framed.next() - tail, framed.next()),
          framed.skipped(),
          framed.between());
      if (framed.between()) {
        content.passed(Mark.of(position, buffer, framed.next()));
      }
      tailed.hold(-1);
    }
    return switch (framed.stop()) {
      case BLOCKED -> Turn.BLOCKED;
      case LIMIT -> Turn.WAITING;
      case NEEDS_MORE -> moved > 0 ? Turn.PROGRESS : Turn.IDLE;
    };
  }

  /** What was refused is sent again from the acknowledged offset, when all else is settled. */
  private Turn goBack(TailedFile tailed, long now) {
    Content content = tailed.content();
    tailed.waiting(content.delivery().refusal());
    tailed.closeFramer();
    if (content.delivery().settled()) {
      tailed.retryAt(now + tailed.nextBackoff());
      content.goBack();
      tailed.hold(-1);
    }
    return Turn.WAITING;
  }

  /** Hands on to the content's delivery. */
  private record DeliveryFate(Delivery delivery) implements Framing.Fate {
    @Override
    public void acknowledged(long start, long end, boolean more) {
      delivery.acknowledged(start, end, more);
    }

    @Override
    public void skipped(long start, long end) {
      delivery.skipped(start, end);
    }

    @Override
    public void refused(long start, long end, String reason) {
      delivery.refused(start, end, reason);
    }
  }
}
