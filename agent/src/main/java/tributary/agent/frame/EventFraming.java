package tributary.agent.frame;

import tributary.agent.read.Framer;
import tributary.agent.read.Framing;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.FileId;

/** Opens a framer of events for each content. Thread: the reader, as its framers. */
public final class EventFraming implements Framing {
  private final EventSink sink;
  private final FrameCounts counts;
  private final Lines lines = new Lines();

  /** Frames for a sink. */
  public EventFraming(EventSink sink, FrameCounts counts) {
    this.sink = sink;
    this.counts = counts;
  }

  @Override
  public Framer open(FileId id, String path, CollectEntry entry, TextEncoding encoding, Fate fate) {
    StreamOrigin origin = StreamOrigin.of(id, path, entry);
    return new EventFramer(sink, origin, entry, encoding, fate, counts, lines);
  }
}
