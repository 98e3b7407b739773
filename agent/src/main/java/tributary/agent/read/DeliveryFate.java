package tributary.agent.read;

import tributary.agent.read.content.Delivery;

/** Hands on to a content's delivery what became of its events. Thread: as {@link Framing.Fate}. */
record DeliveryFate(Delivery delivery) implements Framing.Fate {
  @Override
  public void acknowledged(long start, long end, boolean more) {
    delivery.acknowledged(start, end, more);
  }

  @Override
  public void sent(long bytes) {
    delivery.sent(bytes);
  }

  @Override
  public void skipped(long start, long end) {
    delivery.skipped(start, end);
  }

  @Override
  public void refused(long start, long end, String reason) {
    delivery.refused(start, end, reason);
  }

  @Override
  public long handed() {
    return delivery.handed();
  }

  @Override
  public void handed(long end) {
    delivery.handed(end);
  }
}
