package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The words of kafka-clients 4.1.1. */
class CorruptRecordTest {

  @Test
  void theClientsWordsNameThePartition() {
    KafkaException failure =
        new KafkaException(
            "Received exception when fetching the next record from web-log.2-1-13. If needed,"
                + " please seek past the record to continue consumption.",
            new KafkaException("Record batch for partition web-log.2-1-13 at offset 7 is invalid"));

    assertThat(CorruptRecord.of(failure))
        .contains(
            new CorruptRecord(
                new TopicPartition("web-log.2-1", 13),
                "Record batch for partition web-log.2-1-13 at offset 7 is invalid"));
  }

  @Test
  void soDoThoseOfTheBrokersOwnError() {
    String words = "Encountered corrupt message when fetching offset 7 for topic-partition a-0";

    assertThat(CorruptRecord.of(new KafkaException(words)))
        .contains(new CorruptRecord(new TopicPartition("a", 0), words));
  }

  @Test
  void otherFailuresNameNone() {
    assertThat(CorruptRecord.of(new TimeoutException("no answer"))).isEmpty();
    assertThat(CorruptRecord.of(new KafkaException((String) null))).isEmpty();
    assertThat(CorruptRecord.of(new IllegalStateException("the next record from a-0"))).isEmpty();
  }
}
