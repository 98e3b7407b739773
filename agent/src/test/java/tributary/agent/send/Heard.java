package tributary.agent.send;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tributary.agent.frame.DeliveryListener;
import tributary.common.kafka.Span;

/** Remembers what became of a stream's events. Told by one thread, asked by another. */
final class Heard implements DeliveryListener {
  final List<Span> acknowledged = new CopyOnWriteArrayList<>();
  final List<Boolean> more = new CopyOnWriteArrayList<>();
  final List<String> reasons = new CopyOnWriteArrayList<>();
  private volatile long end;

  /** The end of what is acknowledged in one piece from offset 0 on. */
  long acknowledgedTo() {
    return end;
  }

  /** Bytes of all that is acknowledged. */
  long bytes() {
    return acknowledged.stream().mapToLong(Span::length).sum();
  }

  @Override
  public void acknowledged(Span span, boolean moreFollow) {
    more.add(moreFollow);
    acknowledged.add(span);
    end = span.start() == end ? span.end() : end;
  }

  @Override
  public void refused(Span span, String reason) {
    reasons.add(reason);
  }
}
