package tributary.agent.frame;

import tributary.agent.read.Chunk;
import tributary.agent.read.Framed;
import tributary.agent.read.Framed.Stop;
import tributary.agent.read.Framing.Fate;
import tributary.common.kafka.EventPart;

/**
 * Where the events of one content leave: filters decide on them, the sender takes them, and what is
 * left out is reported in whole stretches. Thread: the reader.
 */
final class Outlet implements AutoCloseable {
  private final EventStream stream;
  private final Fate fate;
  private final Filters filters;
  private final String topic;
  private final FrameCounts counts;

  // Within an event: which part comes next, and whether all of it is left out.
  private int number;
  private boolean dropping;
  // Where a stretch of events and holes begins that is left out but not yet reported; -1 if none.
  private long skipFrom = -1;

  // Of the chunk at hand.
  private Chunk chunk;
  private long sent;
  private long skipped;
  private int begun;
  private long lines;
  private long textBytes;
  private long repeated;
  private long handed;
  private long malformed;
  private Stop stop;

  Outlet(EventStream stream, Fate fate, Filters filters, String topic, FrameCounts counts) {
    this.stream = stream;
    this.fate = fate;
    this.filters = filters;
    this.topic = topic;
    this.counts = counts;
  }

  void open(Chunk next) {
    chunk = next;
    sent = 0;
    skipped = 0;
    begun = 0;
    lines = 0;
    textBytes = 0;
    repeated = 0;
    handed = fate.handed();
    malformed = 0;
    stop = Stop.NEEDS_MORE;
    stream.begin();
  }

  /**
   * No more of the chunk is given on.
   *
   * @param whole whether {@link #close} tells what was
   */
  void end(boolean whole) {
    stream.end();
    fate.handed(handed);
    if (!whole) {
      fate.sent(sent);
    }
  }

  /** Whether the next part is an event's first. */
  boolean between() {
    return number == 0;
  }

  /**
   * Gives on an event, or the next part of one.
   *
   * @param from index where its bytes begin
   * @param to index after its last byte
   * @return false if it can't be taken now
   */
  boolean give(TextPart part, int from, int to, boolean last) {
    if (number == 0) {
      dropping = !filters.keep(part.text(), part.offset(), part.length());
    }
    if (dropping) {
      leaveOut(chunk.offsetOf(from));
    } else if (!offer(part, chunk.offsetOf(from), chunk.offsetOf(to), last)) {
      return false;
    }
    malformed += part.malformed();
    number = last ? 0 : number + 1;
    return true;
  }

  private boolean offer(TextPart part, long start, long end, boolean last) {
    if (end > chunk.limit()) {
      stop = Stop.LIMIT;
      return false;
    }
    if (number == 0 && begun == chunk.events()) {
      stop = Stop.RATE;
      return false;
    }
    reportSkipped(start);
    EventPart which = number == 0 && last ? null : new EventPart(number, !last);
    if (!stream.offer(
        part.text(), part.offset(), part.length(), start, end, which, chunk.timestamp())) {
      stop = Stop.BLOCKED;
      return false;
    }
    sent += end - start;
    begun += number == 0 ? 1 : 0;
    count(part.length(), end, last);
    return true;
  }

  /** What was handed over before, and is sent again, is not counted again. */
  private void count(int length, long end, boolean last) {
    boolean first = end > handed;
    textBytes += first ? length : 0;
    lines += first && last ? 1 : 0;
    repeated += !first && last ? 1 : 0;
    handed = Math.max(handed, end);
  }

  /** Whether nothing that is whole is left out. */
  boolean takesAll() {
    return filters.keepAll();
  }

  /** Gives on lines that are events as they stand; returns how many could be taken. */
  int give(Lines plain) {
    int most = Math.min(plain.count(), chunk.events() - begun);
    while (most > 0 && plain.offset(most) > chunk.limit()) {
      most--;
    }
    if (most == 0) {
      return 0;
    }
    long start = plain.offset(0);
    reportSkipped(start);
    int taken = stream.offer(plain, most, chunk.timestamp());
    sent += plain.offset(taken) - start;
    begun += taken;
    count(plain, taken);
    return taken;
  }

  private void count(Lines plain, int taken) {
    int again = 0;
    while (again < taken && plain.offset(again + 1) <= handed) {
      again++;
    }
    textBytes += plain.textBytes(taken) - plain.textBytes(again);
    lines += taken - again;
    repeated += again;
    handed = Math.max(handed, plain.offset(taken));
  }

  /** What begins here is left out, until something is sent again. */
  void leaveOut(long from) {
    if (skipFrom < 0) {
      skipFrom = from;
    }
  }

  private void reportSkipped(long to) {
    if (skipFrom >= 0 && skipFrom < to) {
      fate.skipped(skipFrom, to);
      skipped += to - skipFrom;
    }
    skipFrom = -1;
  }

  /**
   * The end of the chunk's events.
   *
   * @param next index of the first byte that is needed again
   * @param inside whether that is within a hole
   * @param mayEnd offset at which a time-out would end the event there; -1 if none can
   */
  Framed close(int next, boolean inside, long mayEnd) {
    boolean between = number == 0 && !inside;
    if (between) {
      reportSkipped(chunk.offsetOf(next));
    }
    counts.framed(topic, lines, textBytes);
    counts.repeated(topic, repeated);
    counts.malformed(malformed);
    chunk = null;
    return new Framed(next, between, sent, skipped, begun, mayEnd, stop);
  }

  @Override
  public void close() {
    stream.close();
  }
}
