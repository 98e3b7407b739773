package tributary.transfer.consume;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which topics are consumed: those that are named, and those that were, until they have been quiet
 * for long and their backlog is settled. Times are nanoseconds of one clock.
 *
 * <p>Thread: topics.
 */
final class FollowedTopics {

  private final Duration idle;
  private final Map<String, Trace> traces = new HashMap<>();

  /**
   * A topic's last movement.
   *
   * @param end the sum of its end offsets
   * @param since when it became that
   */
  private record Trace(long end, long since) {}

  FollowedTopics(Duration idle) {
    this.idle = idle;
  }

  /** Follows topics, named or not, until they have been quiet for long. */
  void follow(Set<String> topics, long now) {
    topics.forEach(topic -> traces.putIfAbsent(topic, new Trace(-1, now)));
  }

  /** Notes how far a topic reaches. */
  void moved(String topic, long end, long now) {
    traces.computeIfPresent(
        topic, (name, trace) -> trace.end() == end ? trace : new Trace(end, now));
  }

  /** The topics that are followed. */
  Set<String> all() {
    return new TreeSet<>(traces.keySet());
  }

  /** Those that are not named, and have been quiet for long. */
  Set<String> quiet(Set<String> named, long now) {
    Set<String> quiet = new TreeSet<>();
    traces.forEach(
        (topic, trace) -> {
          if (!named.contains(topic) && now - trace.since() > idle.toNanos()) {
            quiet.add(topic);
          }
        });
    return quiet;
  }

  /** Follows a topic no more. */
  void leave(String topic) {
    traces.remove(topic);
  }
}
