package tributary.agent;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventSink;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/** A sink in memory that acknowledges at once, later, never, or refuses. Safe for all threads. */
public final class FakeSink implements EventSink {
  private final List<Sent> sent = new ArrayList<>();
  private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
  private final Map<String, TopicState> topics = new HashMap<>();
  private boolean holding;
  private boolean full;
  private String refusal;
  private long latest = Long.MAX_VALUE;
  private String broken;
  private int room = Integer.MAX_VALUE;
  private Runnable beforeNext = () -> {};

  /** One event, or one part, that was taken. */
  public record Sent(
      StreamOrigin origin,
      Span span,
      EventPart part,
      String text,
      long timestamp,
      DeliveryListener listener) {

    /** What the index would know it by: the file id, where it ends, and its text. */
    public String id() {
      return origin.id().text() + " " + span.end() + " " + text.hashCode();
    }

    String topic() {
      return origin.topic();
    }
  }

  @Override
  public synchronized TopicState topic(String topic) {
    return topics.getOrDefault(topic, new TopicState.Ready());
  }

  @Override
  public EventStream open(StreamOrigin origin, DeliveryListener listener) {
    return new EventStream() {
      @Override
      public boolean offer(
          byte[] text,
          int offset,
          int length,
          long start,
          long end,
          EventPart part,
          long timestampMillis) {
        Span span = new Span(start, end);
        String copy = new String(text, offset, length, StandardCharsets.UTF_8);
        return take(new Sent(origin, span, part, copy, timestampMillis, listener));
      }

      @Override
      public void close() {}
    };
  }

  private synchronized boolean take(Sent event) {
    if (full || room == 0) {
      return false;
    }
    if (event.text().equals(broken)) {
      throw new IllegalStateException("fails at this event");
    }
    room--;
    beforeNext.run();
    beforeNext = () -> {};
    if (refusal != null || event.timestamp() > latest) {
      event.listener().refused(event.span(), refusal == null ? "the clock is ahead" : refusal);
      return true;
    }
    sent.add(event);
    if (holding) {
      unacknowledged.add(event);
    } else {
      acknowledge(event);
    }
    return true;
  }

  private static void acknowledge(Sent event) {
    event.listener().acknowledged(event.span(), event.part() != null && event.part().more());
  }

  /** From now on nothing is acknowledged until {@link #release}. */
  public synchronized void hold() {
    holding = true;
  }

  /** Acknowledges up to so many of those that are held, the last sent first if {@code reverse}. */
  public synchronized void release(int count, boolean reverse) {
    for (int i = 0; i < count && !unacknowledged.isEmpty(); i++) {
      acknowledge(reverse ? unacknowledged.pollLast() : unacknowledged.pollFirst());
    }
  }

  /** From now on all is acknowledged at once again. */
  public synchronized void flow() {
    holding = false;
    full = false;
    room = Integer.MAX_VALUE;
    refusal = null;
    release(Integer.MAX_VALUE, false);
  }

  /** What was taken and not acknowledged will never be: the program is gone. */
  public synchronized void forgetUnacknowledged() {
    unacknowledged.clear();
  }

  /** From now on it takes so many more. */
  public synchronized void room(int events) {
    room = events;
  }

  /** Whoever offers an event meanwhile waits. */
  synchronized void whileBusy(Runnable during) {
    during.run();
  }

  /** Does something when the next event has come, before anything follows from that. */
  public synchronized void beforeNext(Runnable action) {
    beforeNext = action;
  }

  /** From now on everything is refused; null ends that. */
  public synchronized void refuse(String reason) {
    refusal = reason;
  }

  /** From now on what is later is refused, as by a broker whose limit that is. */
  public synchronized void latest(long millis) {
    latest = millis;
  }

  /** From now on an event with this text makes it throw; null ends that. */
  public synchronized void breakAt(String text) {
    broken = text;
  }

  /** Sets where a topic stands. */
  public synchronized void topic(String topic, TopicState state) {
    topics.put(topic, state);
  }

  /** All that was taken, in order, repetitions too. */
  public synchronized List<Sent> sent() {
    return List.copyOf(sent);
  }

  /** As the index has it: each id once. */
  public synchronized List<Sent> indexed() {
    Map<String, Sent> once = new LinkedHashMap<>();
    sent.forEach(event -> once.putIfAbsent(event.id() + " " + event.topic(), event));
    return List.copyOf(once.values());
  }

  /** The texts as the index has them. */
  public List<String> texts() {
    return indexed().stream().map(Sent::text).toList();
  }
}
