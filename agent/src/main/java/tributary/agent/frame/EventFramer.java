package tributary.agent.frame;

import java.util.Optional;
import tributary.agent.read.Chunk;
import tributary.agent.read.Framed;
import tributary.agent.read.Framer;
import tributary.agent.read.Framing.Fate;
import tributary.common.collect.ByteOrderMark;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.Span;

/**
 * Makes events of one content's bytes: a line ends in LF, a CR before it is cut, lines are joined
 * if the entry says so, and what is longer than {@code max-line} goes in numbered parts. What is
 * made follows from the bytes and the settings alone, never from how the bytes were cut into
 * chunks. Thread: the reader.
 */
final class EventFramer implements Framer {
  private final EventSink sink;
  private final String topic;
  private final TextEncoding encoding;
  private final Units units;
  private final Holes holes;
  private final TextPart part;
  private final Extent extent;
  private final int partNeed;
  private final Outlet outlet;
  private final Optional<PlainLines> plain;

  /**
   * @param encoding of the content: the entry's, or what the content's head made of it
   * @param lines room that all of a reader's framers share
   */
  EventFramer(
      EventSink sink,
      StreamOrigin origin,
      CollectEntry entry,
      TextEncoding encoding,
      Fate fate,
      FrameCounts counts,
      Lines lines) {
    this.sink = sink;
    this.topic = entry.topic();
    this.encoding = encoding;
    this.units = new Units(encoding);
    this.holes = new Holes(units);
    this.part = new TextPart(encoding, units, entry.maxLine());
    this.partNeed = Math.max(TextPart.need(units, entry.maxLine()), Holes.LEAST + 16);
    this.extent =
        entry
            .multiline()
            .<Extent>map(
                rule -> {
                  TextPart line = new TextPart(encoding, units, entry.maxLine());
                  return new MultilineExtent(rule, units, line, partNeed);
                })
            .orElseGet(() -> new LineExtent(units, partNeed));
    EventStream stream = sink.open(origin, new FateListener(fate));
    this.outlet = new Outlet(stream, fate, new Filters(entry), topic, counts);
    boolean asTheyStand = entry.multiline().isEmpty() && outlet.takesAll() && part.keepsAscii();
    this.plain =
        asTheyStand ? Optional.of(new PlainLines(entry.maxLine(), lines)) : Optional.empty();
  }

  @Override
  public int need() {
    return extent.need();
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
    outlet.open(chunk);
    boolean whole = false;
    try {
      Framed framed = events(chunk);
      whole = true;
      return framed;
    } finally {
      // Whatever it threw, others may send to the same partition again.
      outlet.end(whole);
    }
  }

  private Framed events(Chunk chunk) {
    int phase = units.phase(chunk);
    int at = chunk.from();
    long mayEnd = -1;
    while (at < chunk.to()) {
      int next = outlet.between() ? between(chunk, at, phase) : at;
      if (next == at) {
        next = holes.inside() ? -1 : event(chunk, at, phase);
        if (next < 0) {
          mayEnd = extent.mayEnd() < 0 ? -1 : chunk.offsetOf(extent.mayEnd());
          break;
        }
      }
      at = next;
    }
    if (chunk.last() && at == chunk.to()) {
      holes.close();
    }
    return outlet.close(at, holes.inside(), mayEnd);
  }

  /** Passes over what needs no look at single events; returns where one begins that does. */
  private int between(Chunk chunk, int at, int phase) {
    int from = plain.isEmpty() || holes.inside() ? at : plain.get().pass(chunk, at, outlet);
    return from == chunk.to() ? from : hole(chunk, from, phase);
  }

  private int hole(Chunk chunk, int at, int phase) {
    if (chunk.bytes()[at] != 0 && !holes.inside()) {
      return at;
    }
    int end = holes.pass(chunk, at, phase);
    if (end > at) {
      outlet.leaveOut(chunk.offsetOf(at));
    }
    return end;
  }

  /** One event, or one part; returns the index after it, or -1 if it can't be had or sent now. */
  private int event(Chunk chunk, int at, int phase) {
    extent.look(chunk, at, phase);
    int known = extent.known();
    if (!extent.ended() && known - at < partNeed) {
      return -1;
    }
    int from = Math.min(known, textStart(chunk, at, phase));
    int taken = part.take(chunk.bytes(), from, known, phase, extent.ascii());
    boolean last = extent.ended() && taken == known;
    int to = last ? extent.end() : taken;
    if (!outlet.give(part, at, to, last)) {
      return -1;
    }
    extent.taken(chunk, at, to, last);
    return to;
  }

  /**
   * Where an event's text begins. A byte order mark lies in the first event's span, and not in its
   * text; nor is the rest of a unit that was begun under another encoding.
   */
  private int textStart(Chunk chunk, int at, int phase) {
    if (chunk.offsetOf(at) == 0) {
      return at + ByteOrderMark.length(encoding, chunk.bytes(), at, chunk.to());
    }
    return units.next(at, phase);
  }

  @Override
  public void close() {
    outlet.close();
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
