package tributary.transfer.consume;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import tributary.transfer.fetch.Fetching;

/** Says how a partition stands, and sets its lag. Thread: consumer. */
final class StatusReport {

  static final Comparator<PartitionStatus> ORDER =
      Comparator.comparing(PartitionStatus::topic).thenComparingInt(PartitionStatus::partition);

  private final Map<TopicPartition, Long> ends;
  private final ConsumeMetrics metrics;
  private final Fetching fetching;
  private final long now;

  StatusReport(
      Map<TopicPartition, Long> ends, ConsumeMetrics metrics, Fetching fetching, long now) {
    this.ends = ends;
    this.metrics = metrics;
    this.fetching = fetching;
    this.now = now;
  }

  PartitionStatus of(PartitionSlot slot) {
    long next = slot.handler().map(PartitionHandler::next).or(slot::settled).orElse(-1L);
    Long end = ends.get(slot.topicPartition());
    long lag = end == null || next < 0 ? -1 : Math.max(0, end - next);
    if (lag >= 0) {
      metrics.lag(slot.partition(), lag);
    } else {
      // A number of some time ago would look like one of now.
      metrics.gone(slot.partition());
    }
    String[] state = state(slot);
    return new PartitionStatus(
        slot.partition().topic(),
        slot.partition().number(),
        state[0],
        state[1],
        next,
        lag,
        slot.restarts(),
        slot.error());
  }

  private String[] state(PartitionSlot slot) {
    if (slot.state() instanceof PartitionSlot.Starting starting) {
      long seconds = Duration.ofNanos(Math.max(0, starting.at() - now)).toSeconds();
      if (!slot.error().isEmpty() && seconds > 0) {
        return new String[] {"restarting", "in " + seconds + " s: " + slot.error()};
      }
      boolean failed = slot.failedToStart();
      return new String[] {"starting", failed ? slot.error() : "its position is being found out"};
    }
    Optional<String> waiting = slot.handler().flatMap(PartitionHandler::waiting);
    if (waiting.isPresent()) {
      return new String[] {"waiting", waiting.get()};
    }
    Optional<String> problem = fetching.problem(slot.topicPartition());
    if (problem.isPresent()) {
      return new String[] {"waiting", problem.get()};
    }
    return slot.isPaused()
        ? new String[] {"paused", "it holds its share of memory, Elasticsearch is slower"}
        : new String[] {"running", ""};
  }
}
