package tributary.agent.frame;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tributary.agent.read.Chunk;
import tributary.agent.read.Framed;
import tributary.agent.read.Framed.Stop;
import tributary.agent.read.Framer;
import tributary.agent.read.Framing.Fate;
import tributary.common.collect.CollectEntry;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/**
 * Makes each line one event: a line ends in LF, a CR before it is cut, and what is longer than
 * {@code max-line} goes in numbered parts. Long runs of NULs at a line's beginning are holes (a
 * writer without O_APPEND after copytruncate leaves them) and are skipped. What is made follows
 * from the bytes and the settings alone, never from how the bytes were cut into chunks. Thread: the
 * reader.
 */
final class LineFramer implements Framer {
  /** Fewer NULs than this are text. */
  static final int HOLE = 4096;

  private final EventSink sink;
  private final String topic;
  private final EventStream stream;
  private final Fate fate;
  private final FrameCounts counts;
  private final Filters filters;
  private final TextPart part;
  private final boolean utf8;
  private final int need;

  // Within an event: which part comes next, and whether all of it is left out.
  private int number;
  private boolean dropping;
  // Where a stretch of events and holes begins that is left out but not yet reported; -1 if none.
  private long skipFrom = -1;
  private boolean inHole;

  // Of the chunk at hand.
  private long sent;
  private long skipped;
  private long lines;
  private long textBytes;
  private Stop stop = Stop.NEEDS_MORE;

  LineFramer(
      EventSink sink, StreamOrigin origin, CollectEntry entry, Fate fate, FrameCounts counts) {
    this.sink = sink;
    this.topic = entry.topic();
    this.fate = fate;
    this.counts = counts;
    this.filters = new Filters(entry);
    var charset = entry.encoding().charset().orElse(StandardCharsets.UTF_8);
    this.utf8 = charset.equals(StandardCharsets.UTF_8);
    this.part = new TextPart(charset, entry.maxLine());
    this.need = Math.max(TextPart.need(entry.maxLine()), HOLE);
    this.stream = sink.open(origin, new FateListener(fate));
  }

  @Override
  public int need() {
    return need;
  }

  @Override
  public Optional<String> waiting() {
    TopicState state = sink.topic(topic);
    if (state instanceof TopicState.Refused refused) {
      return Optional.of("topic " + topic + ": " + refused.reason());
    }
    return state instanceof TopicState.Pending
        ? Optional.of("topic " + topic + " is being looked up")
        : Optional.empty();
  }

  @Override
  public Framed frame(Chunk chunk) {
    sent = 0;
    skipped = 0;
    lines = 0;
    textBytes = 0;
    int at = chunk.from();
    stop = Stop.NEEDS_MORE;
    while (at < chunk.to()) {
      int next = hole(chunk, at);
      if (next == at && !inHole) {
        next = event(chunk, at);
        if (next < 0) {
          break;
        }
      }
      at = next;
    }
    if (number == 0 && !inHole) {
      reportSkipped(chunk.offsetOf(at));
    }
    counts.framed(topic, lines, textBytes);
    counts.malformed(part.takeMalformed());
    return new Framed(at, number == 0 && !inHole, sent, skipped, stop);
  }

  /** Passes over NULs; returns where they end, or {@code at} if there is no hole. */
  private int hole(Chunk chunk, int at) {
    if (number > 0 || (chunk.bytes()[at] != 0 && !inHole)) {
      return at;
    }
    int end = Bytes.notNul(chunk.bytes(), at, chunk.to());
    if (!inHole && end - at < HOLE) {
      return at;
    }
    if (skipFrom < 0) {
      skipFrom = chunk.offsetOf(at);
    }
    inHole = end == chunk.to() && !chunk.last();
    return end;
  }

  /**
   * One event, or one part; returns where it ends, or {@code -1 - ordinal} of why there is none.
   */
  private int event(Chunk chunk, int at) {
    byte[] bytes = chunk.bytes();
    int window = (int) Math.min(chunk.to(), (long) at + need);
    int lineFeed = Bytes.lineFeed(bytes, at, window);
    boolean ended = lineFeed >= 0 || (chunk.last() && window == chunk.to());
    if (!ended && window - at < need) {
      return -1;
    }
    int from = at + byteOrderMark(chunk, at, window);
    int to = lineFeed < 0 ? window : lineFeed;
    if (lineFeed > from && bytes[lineFeed - 1] == '\r') {
      to--;
    }
    int taken = part.take(bytes, from, to);
    boolean last = ended && taken == to;
    int end = last ? (lineFeed < 0 ? window : lineFeed + 1) : taken;
    if (number == 0) {
      dropping = !filters.keep(part.text(), part.offset(), part.length());
    }
    if (!dropping && !offer(chunk, at, end, last)) {
      return -1;
    }
    if (dropping && skipFrom < 0) {
      skipFrom = chunk.offsetOf(at);
    }
    number = last ? 0 : number + 1;
    return end;
  }

  private boolean offer(Chunk chunk, int at, int end, boolean last) {
    long start = chunk.offsetOf(at);
    if (chunk.offsetOf(end) > chunk.limit()) {
      stop = Stop.LIMIT;
      return false;
    }
    reportSkipped(start);
    Span span = new Span(start, chunk.offsetOf(end));
    EventPart which = number == 0 && last ? null : new EventPart(number, !last);
    if (!stream.offer(part.text(), part.offset(), part.length(), span, which, chunk.timestamp())) {
      stop = Stop.BLOCKED;
      return false;
    }
    sent += span.length();
    textBytes += part.length();
    lines += last ? 1 : 0;
    return true;
  }

  /** A byte order mark lies in the first event's span, and not in its text. */
  private int byteOrderMark(Chunk chunk, int at, int to) {
    byte[] bytes = chunk.bytes();
    boolean mark =
        utf8
            && chunk.offsetOf(at) == 0
            && to - at >= 3
            && bytes[at] == (byte) 0xef
            && bytes[at + 1] == (byte) 0xbb
            && bytes[at + 2] == (byte) 0xbf;
    return mark ? 3 : 0;
  }

  private void reportSkipped(long to) {
    if (skipFrom >= 0 && skipFrom < to) {
      fate.skipped(skipFrom, to);
      skipped += to - skipFrom;
    }
    skipFrom = -1;
  }

  @Override
  public void close() {
    stream.close();
  }

  /** Hands on what the sender reports. Thread: sender. */
  private record FateListener(Fate fate) implements DeliveryListener {
    @Override
    public void acknowledged(Span span, boolean more) {
      fate.acknowledged(span.start(), span.end(), more);
    }

    @Override
    public void refused(Span span, String reason) {
      fate.refused(span.start(), span.end(), reason);
    }
  }
}
