package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.protocol.Errors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What errors mean. */
class AnswerTableTest {
  @ParameterizedTest
  @CsvSource({
    "NONE,STORED",
    "DUPLICATE_SEQUENCE_NUMBER,STORED",
    "OUT_OF_ORDER_SEQUENCE_NUMBER,STAMP_ANEW",
    "UNKNOWN_PRODUCER_ID,STAMP_ANEW",
    "INVALID_PRODUCER_EPOCH,STAMP_ANEW",
    "PRODUCER_FENCED,STAMP_ANEW",
    "MESSAGE_TOO_LARGE,SPLIT",
    "RECORD_LIST_TOO_LARGE,SPLIT",
    "INVALID_TIMESTAMP,DISSOLVE",
    "INVALID_RECORD,DISSOLVE",
    "TOPIC_AUTHORIZATION_FAILED,REFUSE_TOPIC",
    "INVALID_TOPIC_EXCEPTION,REFUSE_TOPIC",
    "NOT_ENOUGH_REPLICAS,AGAIN",
    "NOT_ENOUGH_REPLICAS_AFTER_APPEND,AGAIN_PERHAPS_STORED",
    "REQUEST_TIMED_OUT,AGAIN_PERHAPS_STORED",
    "NOT_LEADER_OR_FOLLOWER,AGAIN",
    "UNKNOWN_TOPIC_ID,AGAIN",
    "INCONSISTENT_TOPIC_ID,AGAIN",
    "KAFKA_STORAGE_ERROR,AGAIN_PERHAPS_STORED",
    "CORRUPT_MESSAGE,AGAIN",
  })
  @DisplayName("K3, K5, K6: each answer has its outcome")
  void hasItsOutcome(Errors error, Outcome outcome) {
    assertThat(AnswerTable.outcome(error)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource(Errors.class)
  @DisplayName("K5: nothing that Kafka calls retriable is ever given up")
  void neverGivesUpWhatMayWork(Errors error) {
    if (error.exception() instanceof RetriableException) {
      assertThat(AnswerTable.outcome(error)).isNotIn(Outcome.DISSOLVE, Outcome.REFUSE_TOPIC);
    }
  }
}
