package tributary.transfer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.bulk.Refusal;
import tributary.transfer.deadletter.DeadLetter.Extent;

/** What a dead letter carries. */
class DeadLetterTest {

  @Test
  void theRecordAndTheReason() {
    ConsumerRecord<byte[], byte[]> record = record(10);
    record.headers().add("host", "web-1".getBytes(UTF_8));

    ProducerRecord<byte[], byte[]> sent = letter(record, "why").toSend("t.dead", Extent.WHOLE);

    assertThat(sent.topic()).isEqualTo("t.dead");
    assertThat(sent.key()).isEqualTo("key".getBytes(UTF_8));
    assertThat(sent.value()).hasSize(10);
    assertThat(header(sent, "host")).isEqualTo("web-1");
    assertThat(header(sent, "error.type")).isEqualTo("some_exception");
    assertThat(header(sent, "error.reason")).isEqualTo("why");
    assertThat(header(sent, "source.topic")).isEqualTo("t");
    assertThat(header(sent, "source.topic-id")).isEqualTo("uuid");
    assertThat(header(sent, "source.partition")).isEqualTo("2");
    assertThat(header(sent, "source.offset")).isEqualTo("33");
  }

  @Test
  void aLongReasonIsCutBetweenCharacters() {
    String sent =
        header(letter(record(1), "字".repeat(1000)).toSend("t.dead", Extent.WHOLE), "error.reason");

    assertThat(sent).isEqualTo("字".repeat(341));
  }

  @Test
  @DisplayName("T18: a record that does not fit goes without its value")
  void tooLarge() {
    assertThat(letter(record(1000), "").extent()).isEqualTo(Extent.WHOLE);
    assertThat(letter(record(5 << 20), "").extent()).isEqualTo(Extent.WITHOUT_VALUE);
    ConsumerRecord<byte[], byte[]> record = record(5 << 20);
    record.headers().add("x", new byte[3 << 20]);
    assertThat(letter(record, "").extent()).isEqualTo(Extent.SOURCE_ONLY);

    ProducerRecord<byte[], byte[]> bare = letter(record, "").toSend("t.dead", Extent.SOURCE_ONLY);
    assertThat(bare.value()).isNull();
    assertThat(bare.headers().lastHeader("x")).isNull();
    assertThat(header(bare, "source.offset")).isEqualTo("33");
  }

  @Test
  void aLongTopicIsShortenedWithoutCollisions() {
    String first = DeadLetter.topic("a".repeat(248) + "b", ".dead");
    String second = DeadLetter.topic("a".repeat(248) + "c", ".dead");

    assertThat(DeadLetter.topic("t", ".dead")).isEqualTo("t.dead");
    assertThat(first).hasSize(249).endsWith(".dead").isNotEqualTo(second);
  }

  private static ConsumerRecord<byte[], byte[]> record(int bytes) {
    return new ConsumerRecord<>("t", 2, 33, "key".getBytes(UTF_8), new byte[bytes]);
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String reason) {
    return new DeadLetter(record, "uuid", new Refusal("some_exception", reason));
  }

  private static String header(ProducerRecord<byte[], byte[]> sent, String name) {
    return new String(sent.headers().lastHeader(name).value(), UTF_8);
  }
}
