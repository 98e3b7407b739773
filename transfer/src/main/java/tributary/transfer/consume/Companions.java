package tributary.transfer.consume;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tributary.common.kafka.DeadLetterTopic;

/**
 * Topics of Tributary's own that are consumed beside those that are named. They come into being
 * when there is something to say, so that a missing one is no problem.
 *
 * @param deadLetters follows a topic's name in that of its dead letters; empty if these are not
 *     consumed
 */
public record Companions(Optional<String> deadLetters) {

  /** What agents say of their files (DESIGN §6). */
  public static final String FILES = "tributary.files";

  /** Those of these topics, which may hold companions themselves. */
  Set<String> of(Collection<String> topics) {
    Set<String> companions = new TreeSet<>(Set.of(FILES));
    deadLetters.ifPresent(
        suffix ->
            topics.stream()
                .filter(topic -> !includes(topic))
                .forEach(topic -> companions.add(DeadLetterTopic.of(topic, suffix))));
    return companions;
  }

  /** Whether a topic is one; no topic of lines may be called so. */
  public boolean includes(String topic) {
    return topic.equals(FILES) || deadLetters.filter(topic::endsWith).isPresent();
  }
}
