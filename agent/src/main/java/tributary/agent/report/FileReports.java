package tributary.agent.report;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.frame.DeliveryListener;
import tributary.agent.frame.EventSink;
import tributary.agent.frame.EventStream;
import tributary.agent.frame.StreamOrigin;
import tributary.agent.frame.TopicState;
import tributary.agent.read.ReadSnapshot;
import tributary.common.kafka.FileId;
import tributary.common.kafka.FilesTopic;
import tributary.common.kafka.Span;

/**
 * Tells the topic {@code tributary.files} where each content stands. A state goes the way of an
 * event of its content, so those of one content keep their order; one that finds no room, or is
 * refused, is told later. Thread: its own; {@link #finish} and {@link #close} any.
 */
public final class FileReports implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FileReports.class);
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final Duration FINISH = Duration.ofSeconds(5);

  private final String host;
  private final Supplier<ReadSnapshot> files;
  private final EventSink sink;
  private final DueStates states = new DueStates();
  private final Queue<FileState> refused = new ConcurrentLinkedQueue<>();

  /** A party for each state that is under way, and one for whoever waits for them. */
  private final Phaser underWay = new Phaser(1);

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread made = new Thread(task, "report");
            made.setDaemon(true);
            return made;
          });

  /**
   * @param host the agent's id
   * @param files where all contents stand, and since when; any thread may ask
   */
  public FileReports(String host, Supplier<ReadSnapshot> files, EventSink sink) {
    this.host = host;
    this.files = files;
    this.sink = sink;
  }

  /** Begins to tell. */
  public void start() {
    var unused =
        thread.scheduleWithFixedDelay(() -> tell(false), 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Tells what has changed since it was told last, waits until Kafka has it, and ends. */
  public void finish() {
    thread.execute(() -> tell(true));
    thread.shutdown();
    try {
      boolean told = thread.awaitTermination(FINISH.toMillis(), TimeUnit.MILLISECONDS);
      int phase = underWay.arrive();
      if (told) {
        underWay.awaitAdvanceInterruptibly(phase, FINISH.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (TimeoutException e) {
      LOG.warn("the last states of files did not reach Kafka; the next run tells them", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** An exception would end the schedule. */
  private void tell(boolean last) {
    try {
      for (FileState state = refused.poll(); state != null; state = refused.poll()) {
        states.lost(state);
      }
      if (!(sink.topic(FilesTopic.NAME) instanceof TopicState.Ready)) {
        return;
      }
      ReadSnapshot snapshot = files.get();
      Instant at = snapshot.at();
      List<FileState> all = snapshot.files().stream().map(s -> FileState.of(host, s)).toList();
      for (FileState state : last ? states.changed(all) : states.due(all, at)) {
        if (!offer(state, at)) {
          return;
        }
        states.told(state, at);
      }
    } catch (RuntimeException e) {
      LOG.error("the states of files could not be told", e);
    }
  }

  private boolean offer(FileState state, Instant at) {
    byte[] json = state.json(at);
    StreamOrigin origin =
        new StreamOrigin(
            new FileId(state.id()), state.path(), FilesTopic.NAME, Collections.emptySortedMap());
    underWay.register();
    try (EventStream stream = sink.open(origin, new Outcome(state))) {
      if (stream.offer(json, 0, json.length, state.span(), null, at.toEpochMilli())) {
        return true;
      }
    }
    underWay.arriveAndDeregister();
    return false;
  }

  /** Thread: sender. */
  private final class Outcome implements DeliveryListener {
    private final FileState state;

    Outcome(FileState state) {
      this.state = state;
    }

    @Override
    public void acknowledged(Span span, boolean more) {
      underWay.arriveAndDeregister();
    }

    @Override
    public void refused(Span span, String reason) {
      refused.add(state);
      underWay.arriveAndDeregister();
    }
  }
}
