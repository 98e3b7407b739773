package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What people are told. */
class RefusalTest {
  @Test
  @DisplayName("K3: a refusal says what is to be put right")
  void saysWhatIsWrong() {
    assertThat(Refusal.reason(new TopicAuthorizationException("no")))
        .startsWith("no right to write to the topic");
    assertThat(Refusal.reason(new KafkaException())).isEqualTo("KafkaException");
    assertThat(reason(Errors.MESSAGE_TOO_LARGE, "12 bytes"))
        .isEqualTo("larger than the broker takes: 12 bytes");
    assertThat(reason(Errors.INVALID_RECORD, "no key")).isEqualTo("no key");
  }

  @Test
  @DisplayName("K7: the difference of the clocks is said in words")
  void saysTheGap() {
    String format =
        "Timestamp %d of message with offset 0 is out of range. The timestamp should be within"
            + " [%d, %d]";
    assertThat(reason(Errors.INVALID_TIMESTAMP, format.formatted(7_200_001, 0, 1)))
        .isEqualTo("this host's clock is 2h 0min ahead of what the broker takes");
    assertThat(reason(Errors.INVALID_TIMESTAMP, format.formatted(0, 90_000, 99_000)))
        .isEqualTo("this host's clock is 1min 30s behind what the broker takes");
  }

  private static String reason(Errors error, String message) {
    return Refusal.reason(new Answer(error, message, Set.of()));
  }
}
