package tributary.agent.read;

import java.io.IOException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import tributary.agent.identify.Mark;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Ledger;
import tributary.agent.read.content.Limit;
import tributary.agent.read.content.Seam;

/**
 * One file's turn: seams and limit, a verified read, events. Reads at most one chunk, so that a
 * busy file does not starve the others. Thread: reader, whose buffer this holds.
 */
final class FileTurn {
  private static final int TRY = 16 * 1024;

  /** Bytes that are read for each event of a file with a rate. */
  private static final int EVENT = 512;

  private final ReadSettings settings;
  private final Ledger ledger;
  private final Heads heads;
  private final Framing framing;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private byte[] buffer;

  /** Of the last read: where a time-out would end what is unfinished. */
  private long mayEnd;

  FileTurn(
      ReadSettings settings,
      Ledger ledger,
      Heads heads,
      Framing framing,
      InstantSource clock,
      LongSupplier nanos) {
    this.settings = settings;
    this.ledger = ledger;
    this.heads = heads;
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
    if (tailed.content().ticket() > ledger.synced()) {
      tailed.waiting(ledger.problem());
      return Turn.WAITING;
    }
    if (content.delivery().refusal().isPresent()) {
      return goBack(tailed, now);
    }
    if (tailed.retry().waits(now)) {
      return Turn.WAITING;
    }
    long size = tailed.file().size();
    tailed.sized(size, now);
    if (size < content.position()) {
      return Turn.CHANGED;
    }
    if (rests(tailed, now)) {
      tailed.waiting(Optional.empty());
      return Turn.IDLE;
    }
    return go(tailed, now, retry);
  }

  /** Whether nothing has come that an event can be made of, and no time is over that ends one. */
  boolean rests(TailedFile tailed, long now) {
    boolean allRead = tailed.size() == tailed.content().position() && tailed.isBetween();
    return allRead || (isHeld(tailed) && !endIsSet(tailed) && endsNow(tailed, now).isEmpty());
  }

  private static boolean isHeld(TailedFile tailed) {
    long size = tailed.size();
    return size == tailed.heldSize() || size == tailed.content().position();
  }

  /** Whether a seam ends the unfinished event, or the hole, within the bytes that are there. */
  private static boolean endIsSet(TailedFile tailed) {
    Content content = tailed.content();
    return content.seams().next(content.position()) <= tailed.size() || endsHere(tailed);
  }

  private static boolean endsHere(TailedFile tailed) {
    Content content = tailed.content();
    long position = content.position();
    return !tailed.isBetween()
        && content.seams().at(position).filter(s -> s.offset() == position).isPresent();
  }

  /**
   * Where time ends what is unfinished: lines that wait for more of their event, or the last line
   * of a file that nobody writes any more.
   */
  private OptionalLong endsNow(TailedFile tailed, long now) {
    OptionalLong timedOut = tailed.timedOut(now);
    if (timedOut.isPresent()) {
      return timedOut;
    }
    boolean over =
        tailed.isPutAway()
            && now - tailed.grownAt() >= settings.rotatedWait().toNanos()
            && tailed.content().delivery().settled();
    return over ? OptionalLong.of(tailed.size()) : OptionalLong.empty();
  }

  private Turn go(TailedFile tailed, long now, boolean retry) throws IOException {
    Content content = tailed.content();
    boolean ends = endIsSet(tailed);
    if (isHeld(tailed) && !ends) {
      endAt(tailed, endsNow(tailed, now).orElseThrow());
      return Turn.WAITING;
    }
    boolean writes = setSeam(tailed);
    writes |= writesHead(tailed);
    if (writes) {
      return Turn.WAITING;
    }
    Seam seam = content.seams().at(content.position()).orElseThrow();
    Optional<Framer> framer = tailed.framer(seam, framing, ends);
    if (framer.isEmpty()) {
      tailed.hold(tailed.size(), -1, now);
      return Turn.IDLE;
    }
    tailed.waiting(framer.get().waiting());
    int events = content.pace().allowed(tailed.entry().rate(), now);
    if (tailed.waiting().isPresent() || events == 0) {
      return Turn.WAITING;
    }
    moveLimit(content);
    return read(tailed, framer.get(), new Allowance(chunk(retry, events), events), now);
  }

  /** As much as a turn may take. */
  private record Allowance(int bytes, int events) {}

  /** A small read serves to ask, or to get the few events that may go. */
  private int chunk(boolean retry, int events) {
    long wanted = retry ? TRY : Math.max(TRY, events * (long) EVENT);
    return (int) Math.min(wanted, settings.chunk());
  }

  private Turn read(TailedFile tailed, Framer framer, Allowance most, long now) throws IOException {
    long size = tailed.size();
    Turn turn = read(tailed, framer, most);
    if (turn == Turn.IDLE && size - tailed.content().position() > most.bytes()) {
      turn = read(tailed, framer, new Allowance(framer.need(), most.events()));
    }
    if (turn == Turn.IDLE) {
      tailed.hold(size, mayEnd, now);
    }
    return turn;
  }

  /** No event reaches across this offset, whatever is written there later. */
  private void endAt(TailedFile tailed, long offset) {
    Content content = tailed.content();
    Seam now = content.seams().at(content.position()).orElseThrow();
    Seam end = new Seam(offset, now.entry(), now.day());
    content.seams().put(end);
    content.endsAt(offset);
    tailed.content().await(ledger.seam(content.known().id(), end));
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
    tailed.content().await(ledger.seam(content.known().id(), seam));
    return true;
  }

  /** A disk that is full must not stop what is known by less than a full head. */
  private boolean writesHead(TailedFile tailed) throws IOException {
    if (ledger.problem().isPresent()) {
      return false;
    }
    OptionalLong ticket = heads.grow(tailed);
    ticket.ifPresent(tailed.content()::await);
    return ticket.isPresent();
  }

  private void moveLimit(Content content) {
    if (content.limit().isDue(content.position())) {
      long next = content.position() + Limit.AHEAD;
      content.limit().moved(next, ledger.limit(content.known().id(), next));
    }
  }

  private Turn read(TailedFile tailed, Framer framer, Allowance most) throws IOException {
    Content content = tailed.content();
    long position = content.position();
    int length = mayRead(tailed, most.bytes());
    int overlap = (int) Math.min(ReadSettings.OVERLAP, position);
    if (buffer.length < overlap + length) {
      buffer = new byte[length + ReadSettings.OVERLAP];
    }
    int count = tailed.file().read(buffer, 0, overlap + length, position - overlap);
    if (!isOf(content, buffer, overlap, count)) {
      return Turn.CHANGED;
    }
    long available = (long) count - overlap;
    long toSeam = endsHere(tailed) ? 0 : content.seams().next(position) - position;
    boolean last = available >= toSeam;
    int to = overlap + (int) Math.min(available, toSeam);
    long limit = content.limit().at(ledger.synced());
    long time = content.seams().at(position).orElseThrow().hold(clock.millis());
    Chunk chunk = new Chunk(buffer, overlap, to, position, last, limit, most.events(), time);
    return account(tailed, framer.frame(chunk), overlap);
  }

  /**
   * Whether what was read, so many bytes of it before the position, is of a content. Where it is
   * read from the file's beginning, the head tells more: the file may have been written anew.
   */
  static boolean isOf(Content content, byte[] read, int before, int count) {
    return count >= before
        && content.follows(read, before)
        && (content.position() > before || content.head().agrees(read, count));
  }

  /**
   * While the head isn't known in full, only what was there when the turn began: a file that grows
   * meanwhile would be sent beyond a head that is not written down.
   */
  private static int mayRead(TailedFile tailed, int most) {
    Content content = tailed.content();
    long there = Math.max(0, tailed.size() - content.position());
    return content.head().full() ? most : (int) Math.min(most, there);
  }

  private Turn account(TailedFile tailed, Framed framed, int overlap) {
    Content content = tailed.content();
    int moved = framed.next() - overlap;
    content.delivery().sent(framed.sent());
    tailed.framed(framed.between());
    content.pace().used(framed.events());
    mayEnd = framed.mayEnd();
    if (moved > 0 || framed.skipped() > 0) {
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
      tailed.release();
    }
    return switch (framed.stop()) {
      case BLOCKED -> Turn.BLOCKED;
      case LIMIT, RATE -> Turn.WAITING;
      case NEEDS_MORE -> moved > 0 ? Turn.PROGRESS : Turn.IDLE;
    };
  }

  /** What was refused is sent again from the acknowledged offset, when all else is settled. */
  private Turn goBack(TailedFile tailed, long now) {
    Content content = tailed.content();
    tailed.waiting(content.delivery().refusal());
    tailed.closeFramer();
    if (content.delivery().settled()) {
      tailed.retry().refused(content.acknowledged(), now);
      content.goBack();
      tailed.release();
    }
    return Turn.WAITING;
  }
}
