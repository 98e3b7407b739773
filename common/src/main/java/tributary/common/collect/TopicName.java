package tributary.common.collect;

import java.util.Optional;

/**
 * What a topic may be called: Kafka's rule ({@code org.apache.kafka.common.internals.Topic}),
 * without the names that Tributary keeps for itself.
 */
public final class TopicName {
  /** Kafka's limit; a topic's folder name has the partition behind it. */
  public static final int MAX_LENGTH = 249;

  private TopicName() {}

  /** The rule that a name breaks, if any. */
  public static Optional<String> problem(String topic) {
    if (topic.isEmpty()) {
      return Optional.of("a topic may not be empty");
    }
    if (topic.length() > MAX_LENGTH) {
      return Optional.of(
          "a topic has at most " + MAX_LENGTH + " characters, not " + topic.length());
    }
    if (topic.equals(".") || topic.equals("..")) {
      return Optional.of("a topic may not be '.' or '..'");
    }
    if (!topic.chars().allMatch(TopicName::isLegal)) {
      return Optional.of(
          "a topic consists of letters, digits, '.', '_' and '-', which '" + topic + "' does not");
    }
    return reserved(topic);
  }

  private static Optional<String> reserved(String topic) {
    if (topic.startsWith("tributary.") || topic.startsWith("tributary-")) {
      return Optional.of(
          "topics that begin with 'tributary.' or 'tributary-' are Tributary's own: '"
              + topic
              + "'");
    }
    if (topic.endsWith(".dead")) {
      return Optional.of("topics that end in '.dead' hold dead letters: '" + topic + "'");
    }
    if (topic.equals("__consumer_offsets") || topic.equals("__transaction_state")) {
      return Optional.of("'" + topic + "' is Kafka's own");
    }
    return Optional.empty();
  }

  private static boolean isLegal(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '.'
        || c == '_'
        || c == '-';
  }
}
