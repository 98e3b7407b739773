package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownProducerIdException;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What a failure concerns. */
class RefusalTest {
  @Test
  void sortsFailures() {
    assertThat(Refusal.of(new TopicAuthorizationException("no")))
        .isInstanceOf(Refusal.OfTopic.class);
    assertThat(Refusal.of(new RecordTooLargeException("12 bytes")))
        .isEqualTo(new Refusal.OfEvent("larger than the broker, or the client, takes: 12 bytes"));
    assertThat(Refusal.of(new UnknownProducerIdException("gone")))
        .isInstanceOf(Refusal.OfProducer.class);
    assertThat(Refusal.of(new KafkaException())).isEqualTo(new Refusal.OfEvent("KafkaException"));
  }

  @Test
  @DisplayName("K7: the difference of the clocks is said in words")
  void saysTheGap() {
    String format =
        "Timestamp %d of message with offset 0 is out of range. The timestamp should be within"
            + " [%d, %d]";
    assertThat(Refusal.of(new InvalidRecordException(format.formatted(7_200_001, 0, 1))).reason())
        .isEqualTo("this host's clock is 2h 0min ahead of what the broker takes");
    assertThat(Refusal.of(new InvalidRecordException(format.formatted(0, 90_000, 99_000))).reason())
        .isEqualTo("this host's clock is 1min 30s behind what the broker takes");
  }
}
