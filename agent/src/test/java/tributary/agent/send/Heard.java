package tributary.agent.send;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tributary.agent.frame.DeliveryListener;
import tributary.common.kafka.Span;

/** Remembers what became of a stream's events. */
final class Heard implements DeliveryListener {
  final List<Span> acknowledged = new CopyOnWriteArrayList<>();
  final List<Boolean> more = new CopyOnWriteArrayList<>();
  final List<String> reasons = new CopyOnWriteArrayList<>();

  @Override
  public void acknowledged(Span span, boolean moreFollow) {
    acknowledged.add(span);
    more.add(moreFollow);
  }

  @Override
  public void refused(Span span, String reason) {
    reasons.add(reason);
  }
}
