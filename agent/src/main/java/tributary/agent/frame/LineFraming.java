package tributary.agent.frame;

import tributary.agent.read.Framer;
import tributary.agent.read.Framing;
import tributary.common.collect.CollectEntry;
import tributary.common.kafka.FileId;

/** Opens a framer of lines for each content. */
public final class LineFraming implements Framing {
  private final EventSink sink;
  private final FrameCounts counts;

  /** Frames for a sink. */
  public LineFraming(EventSink sink, FrameCounts counts) {
    this.sink = sink;
    this.counts = counts;
  }

  @Override
  public Framer open(FileId id, String path, CollectEntry entry, Fate fate) {
    return new LineFramer(sink, StreamOrigin.of(id, path, entry), entry, fate, counts);
  }
}
