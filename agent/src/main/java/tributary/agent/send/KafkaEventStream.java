package tributary.agent.send;

import org.apache.kafka.common.utils.Utils;
import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.Lines;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.send.batch.RecordShape;
import tributary.agent.send.batch.Run;
import tributary.agent.send.batch.RunOwner;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/**
 * The way of one content to its topic. It keeps to one partition while anything is in flight, so
 * that added partitions don't change the order. After a refusal it takes nothing more: what comes
 * after the refused event must not overtake it, and its reader opens another stream.
 *
 * <p>Thread: {@link #offer} and {@link #close} the reader's, the rest the sender's.
 */
final class KafkaEventStream implements EventStream, RunOwner {
  private final SendLine line;
  private final KnownTopic topic;
  private final SendMetrics.Topic metrics;
  private final DeliveryListener listener;
  private final RecordShape shape;
  private final int keyHash;
  private PartitionQueue queue;

  /** The queue that is held for many offers; null between them. */
  private PartitionQueue held;

  private int partitions;
  private long taken;
  private volatile long settled;
  private volatile boolean closed;
  private volatile String refusal;

  KafkaEventStream(SendLine line, StreamOrigin origin, DeliveryListener listener) {
    this.line = line;
    this.topic = line.directory().topic(origin.topic());
    this.metrics = line.metrics().topic(topic.name());
    this.listener = listener;
    byte[] key = origin.id().key();
    this.shape =
        new RecordShape(key, ConstantHeaders.of(line.host(), origin.path(), origin.fields()));
    this.keyHash = Utils.toPositive(Utils.murmur2(key));
  }

  @Override
  public void begin() {
    if (pinned()) {
      held = queue;
      held.begin();
    }
  }

  @Override
  public void end() {
    if (held != null) {
      held.end();
      held = null;
    }
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
    if (refusal != null || closed) {
      return false;
    }
    if (held != null) {
      return take(text, offset, length, start, end, part, timestampMillis);
    }
    begin();
    try {
      return held != null && take(text, offset, length, start, end, part, timestampMillis);
    } finally {
      end();
    }
  }

  private boolean take(
      byte[] text, int offset, int length, long start, long end, EventPart part, long timestamp) {
    shape.next(length, start, end, part);
    if (!held.offer(this, shape, text, offset, timestamp)) {
      return false;
    }
    taken++;
    return true;
  }

  /** Those whose topic is not ready go the other way, which finds out when it is. */
  @Override
  public int offer(Lines lines, int most, long timestampMillis) {
    if (refusal != null || closed || held == null) {
      return 0;
    }
    int now = held.offer(this, shape, lines, most, timestampMillis);
    taken += now;
    return now;
  }

  /** Takes no more. What is in flight is still reported. */
  @Override
  public void close() {
    closed = true;
  }

  /** The partition changes only with nothing in flight. */
  private boolean pinned() {
    int now = topic.partitions();
    if (now != partitions && now > 0 && taken == settled) {
      queue = line.sender().queue(topic, keyHash % now);
      partitions = now;
    }
    return now > 0;
  }

  @Override
  public void delivered(Run run) {
    settle(run);
    metrics.acknowledged(run.events());
    if (run.events() > 0) {
      listener.acknowledged(new Span(run.start(), run.eventEnd()), false);
    }
    if (run.end() > run.eventEnd()) {
      listener.acknowledged(new Span(run.eventEnd(), run.end()), true);
    }
  }

  @Override
  public void refuse(String reason) {
    if (refusal == null) {
      refusal = reason;
    }
  }

  @Override
  public boolean isRefused() {
    return refusal != null;
  }

  @Override
  public void refused(Run run) {
    settle(run);
    metrics.refused(run.records());
    if (!line.closing()) {
      listener.refused(new Span(run.start(), run.end()), refusal);
    }
  }

  /** Only the sender's thread writes it. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void settle(Run run) {
    settled += run.records();
  }
}
