package tributary.common.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where a dead letter's record was read. */
class SourceTest {

  private static final Source SOURCE = new Source("t", "AAAAAAAAAAAAAAAAAAAAAA", 3, 42);

  @Test
  void itIsReadAsItWasWritten() {
    RecordHeaders headers = new RecordHeaders();
    new Source("other", "B", 1, 1).putInto(headers);
    SOURCE.putInto(headers);

    assertThat(Source.of(headers)).contains(SOURCE);
    assertThat(headers).hasSize(4);
    assertThat(SOURCE.id()).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA-3-0000000000000042");
  }

  @ParameterizedTest
  @CsvSource({
    "source.partition, -1",
    "source.partition, x",
    "source.offset, 99999999999999999",
    "source.topic-id, a b",
    "source.topic, ''"
  })
  void whatIsNotWholeIsNone(String header, String value) {
    RecordHeaders headers = new RecordHeaders();
    SOURCE.putInto(headers);
    headers.add(header, value.getBytes(UTF_8));

    assertThat(Source.of(headers)).isEmpty();
  }

  @Test
  void onlyARecordInItsOwnTopicWasPutThroughAgain() {
    assertThat(Source.ofReplayed(record("t"))).contains(SOURCE);
    assertThat(Source.ofReplayed(record("t.dead"))).isEmpty();
  }

  private static ConsumerRecord<byte[], byte[]> record(String topic) {
    ConsumerRecord<byte[], byte[]> record = new ConsumerRecord<>(topic, 0, 0, null, null);
    SOURCE.putInto(record.headers());
    return record;
  }
}
