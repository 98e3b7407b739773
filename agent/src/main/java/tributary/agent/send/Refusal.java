package tributary.agent.send;

import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/** Says for people why something was refused. */
final class Refusal {
  private static final String NO_RIGHT = "no right to write to the topic: ";
  private static final String NO_TOPIC = "the broker refuses the topic's name: ";

  private Refusal() {}

  /** What looking a topic up came to. */
  static String reason(Exception failure) {
    String text =
        failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    if (failure instanceof TopicAuthorizationException) {
      return NO_RIGHT + text;
    }
    return failure instanceof InvalidTopicException ? NO_TOPIC + text : text;
  }

  /** What a batch was answered. */
  static String reason(Answer answer) {
    return switch (answer.error()) {
      case TOPIC_AUTHORIZATION_FAILED -> NO_RIGHT + answer.message();
      case CLUSTER_AUTHORIZATION_FAILED -> "no right to IdempotentWrite: " + answer.message();
      case INVALID_TOPIC_EXCEPTION -> NO_TOPIC + answer.message();
      case MESSAGE_TOO_LARGE, RECORD_LIST_TOO_LARGE ->
          "larger than the broker takes: " + answer.message();
      default -> ClockGap.in(answer.message()).orElse(answer.message());
    };
  }
}
