package tributary.bench.agent;

import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventSink;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.Lines;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.common.kafka.EventPart;

/** A sink that takes everything and keeps a sum. Thread: the benchmark's. */
final class CountingSink implements EventSink, EventStream {
  private final TopicState ready = new TopicState.Ready();
  private long bytes;

  @Override
  public EventStream open(StreamOrigin origin, DeliveryListener listener) {
    return this;
  }

  @Override
  public TopicState topic(String topic) {
    return ready;
  }

  @Override
  public boolean offer(
      byte[] text,
      int offset,
      int length,
      long start,
      long end,
      EventPart part,
      long timestampMillis) {
    bytes += length + end;
    return true;
  }

  @Override
  public int offer(Lines lines, int most, long timestampMillis) {
    bytes += lines.offset(most);
    return most;
  }

  long bytes() {
    return bytes;
  }

  @Override
  public void close() {}
}
