package tributary.agent.read.content;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.agent.identify.KnownContent;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Marks;

/**
 * One content and how far it has come: acknowledged ≤ position ≤ limit. It lives on while no file
 * is open for it. Thread: reader, but for {@link #delivery()}.
 */
public final class Content implements KnownContent {
  private Known known;
  private Marks marks;
  private final Seams seams;
  private final Limit limit;
  private final Delivery delivery;
  private final MarkTrail trail = new MarkTrail();
  private long position;
  private long skipped;
  private long storedBelow;
  private boolean bounded;
  private boolean orphan;
  private long eventStart;
  private byte[] tail = new byte[0];
  private boolean tailKnown;
  private long size;
  private List<ByteRange> lost;
  private boolean fromEarlierBoot;
  private boolean seen;
  private long missing;
  private final Pace pace = new Pace();
  private Object placed;
  private final TurnWait turn = new TurnWait();
  private long ticket;

  private Content(Remembered remembered, long storedBelow, Runnable onRefusal) {
    this.known = remembered.known();
    this.marks = remembered.marks();
    this.seams = new Seams(remembered.seams());
    this.limit = new Limit(remembered.limit());
    this.position = remembered.acknowledged();
    this.eventStart = position;
    this.skipped = remembered.skipped();
    this.size = position;
    this.lost = List.copyOf(remembered.lost());
    this.missing = remembered.missing();
    this.storedBelow = storedBelow;
    this.delivery = new Delivery(position, skipped, onRefusal);
  }

  /** One that was never seen: nothing of it can be stored yet. */
  public static Content fresh(Remembered first, Runnable onRefusal) {
    Content content = new Content(first, first.acknowledged(), onRefusal);
    content.bounded = true;
    content.seen = true;
    return content;
  }

  /** One of an earlier run, which may have sent all below the limit. */
  public static Content restored(Remembered remembered, Runnable onRefusal) {
    return new Content(remembered, remembered.limit(), onRefusal);
  }

  /** Bytes up to here were made into events; {@code between} if none is unfinished there. */
  public void advance(long to, byte[] tailBytes, long skippedBytes, boolean between) {
    position = to;
    skipped += skippedBytes;
    storedBelow = Math.max(storedBelow, to);
    tail = tailBytes;
    tailKnown = true;
    if (between) {
      eventStart = to;
    }
  }

  /** Back to where the unfinished event begins: whoever made its parts is gone. */
  public void toEventStart() {
    if (position != eventStart) {
      position = eventStart;
      tailKnown = false;
    }
  }

  /** Whether it is no longer at its path, or other bytes are under its key. */
  public boolean isOrphan() {
    return orphan;
  }

  public void orphan(boolean is) {
    orphan = is;
  }

  /** Bytes that are known of it, also when its file has fewer by now. */
  public long size() {
    return size;
  }

  public void sized(long bytes) {
    size = Math.max(size, bytes);
  }

  /** Its file has so many bytes; nothing of an earlier run is beyond the end of the first one. */
  public void heldIn(long bytes) {
    size = bytes;
    if (!bounded) {
      storedBelow = Math.max(position, Math.min(storedBelow, bytes));
      bounded = true;
    }
  }

  /** What will never be read of it. */
  public List<ByteRange> lost() {
    return lost;
  }

  public void lost(List<ByteRange> ranges) {
    lost = List.copyOf(ranges);
  }

  @Override
  public boolean fromEarlierBoot() {
    return fromEarlierBoot;
  }

  public void fromEarlierBoot(boolean is) {
    fromEarlierBoot = is;
  }

  /** Milliseconds of running time for which it was looked for, and not found. */
  public long missing() {
    return missing;
  }

  public void missing(long millis) {
    missing = millis;
  }

  /** Whether a file was open for it in this run. */
  public boolean isSeen() {
    return seen;
  }

  /** A file that holds it is open. */
  public void opened() {
    seen = true;
    orphan = false;
    fromEarlierBoot = false;
  }

  /** Whether a look found it at its path; so that the same look is not asked again. */
  public boolean isPlaced(Object look) {
    return placed == look;
  }

  public void placed(Object look) {
    placed = look;
  }

  /** Whether it waits until others have had their turn, and for how long. */
  public TurnWait turn() {
    return turn;
  }

  public Pace pace() {
    return pace;
  }

  /** Nothing of it is sent before the journal has reached this. */
  public void await(long journalTicket) {
    ticket = Math.max(ticket, journalTicket);
  }

  public long ticket() {
    return ticket;
  }

  /** Whether these are the bytes that stand before the position. */
  public boolean follows(byte[] bytes, int length) {
    if (tailKnown) {
      return Arrays.equals(tail, 0, tail.length, bytes, 0, length);
    }
    Optional<Mark> mark = marks.newest();
    return mark.isEmpty()
        || mark.get().offset() != position
        || mark.get().equals(Mark.of(position, bytes, length));
  }

  /** An event will end there, by a seam, and may be stored from now on. */
  public void endsAt(long offset) {
    storedBelow = Math.max(storedBelow, offset);
  }

  /** Back to the acknowledged offset, when all that was sent is settled. */
  public void goBack() {
    storedBelow = delivery.goBack();
    Delivery.Position at = delivery.position();
    position = at.offset();
    eventStart = position;
    skipped = at.skipped();
    trail.clear();
    tailKnown = false;
  }

  /** Whether settings may change at the position: nothing beyond it can be stored. */
  public boolean isFree() {
    return position >= storedBelow;
  }

  public void passed(Mark mark) {
    trail.add(new MarkTrail.Passed(mark, skipped));
  }

  /** The newest acknowledged event end since the last call, to be written down. */
  public Optional<MarkTrail.Passed> takeAcknowledged() {
    marks = marks();
    seams.acknowledged(delivery.position().offset());
    return trail.write();
  }

  /**
   * Whether the journal says of it where it stands: all that was sent, by this run or an earlier
   * one, is acknowledged, and the last acknowledged offset was taken to be written down.
   */
  public boolean isSettled() {
    Delivery.Position at = delivery.position();
    long written = marks.newest().map(Mark::offset).orElse(known.start());
    return at.settled()
        && !delivery.hasBeyond()
        && trail.isWritten()
        && at.offset() == written
        && storedBelow <= at.offset();
  }

  public void known(Known newer) {
    known = newer;
    placed = null;
  }

  public Known known() {
    return known;
  }

  public Seams seams() {
    return seams;
  }

  public Limit limit() {
    return limit;
  }

  public Delivery delivery() {
    return delivery;
  }

  public long position() {
    return position;
  }

  /** Bytes before the position that were left out on purpose. */
  public long skipped() {
    return skipped;
  }

  @Override
  public FileKey key() {
    return known.key();
  }

  @Override
  public Head head() {
    return known.head();
  }

  /** With those that the journal is too busy to take: a copy is told by them all the same. */
  @Override
  public Marks marks() {
    trail.take(delivery.position().offset()).ifPresent(p -> marks = marks.with(p.mark()));
    return marks;
  }

  @Override
  public String path() {
    return known.path();
  }

  @Override
  public long acknowledged() {
    return delivery.position().offset();
  }
}
