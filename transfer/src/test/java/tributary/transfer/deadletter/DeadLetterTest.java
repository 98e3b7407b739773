package tributary.transfer.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.common.kafka.DeadLetterTopic;
import tributary.common.kafka.Source;
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
    assertThat(header(sent, "source.topic-id")).isEqualTo("AAAAAAAAAAAAAAAAAAAAAA");
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
    assertThat(header(bare, "error.dropped")).isEqualTo("all");
  }

  @Test
  void aRecordThatWasPutThroughAgainKeepsItsSource() {
    ConsumerRecord<byte[], byte[]> record = record(10);
    Source source = new Source("t", "BBBBBBBBBBBBBBBBBBBBBB", 7, 5);
    letter(record, "before")
        .toSend("t.dead", Extent.WHOLE)
        .headers()
        .forEach(record.headers()::add);
    source.putInto(record.headers());

    ProducerRecord<byte[], byte[]> sent = letter(record, "again").toSend("t.dead", Extent.WHOLE);
    assertThat(Source.of(sent.headers())).contains(source);
    assertThat(header(sent, "error.reason")).isEqualTo("again");
    assertThat(sent.headers()).hasSize(6);

    ProducerRecord<byte[], byte[]> mark =
        DeadLetter.replayed(record, "x", Instant.EPOCH).toSend("t.dead", Extent.WHOLE);
    assertThat(Source.of(mark.headers())).contains(source);
    assertThat(header(mark, "error.type")).isEqualTo("some_exception");
    assertThat(header(mark, "error.reason")).isEqualTo("before");
    assertThat(header(mark, "error.replayed")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void aLongTopicIsShortenedWithoutCollisions() {
    String first = DeadLetterTopic.of("a".repeat(248) + "b", ".dead");
    String second = DeadLetterTopic.of("a".repeat(248) + "c", ".dead");

    assertThat(DeadLetterTopic.of("t", ".dead")).isEqualTo("t.dead");
    assertThat(first).hasSize(249).endsWith(".dead").isNotEqualTo(second);
  }

  private static ConsumerRecord<byte[], byte[]> record(int bytes) {
    return new ConsumerRecord<>("t", 2, 33, "key".getBytes(UTF_8), new byte[bytes]);
  }

  private static DeadLetter letter(ConsumerRecord<byte[], byte[]> record, String reason) {
    return DeadLetter.refused(
        record, "AAAAAAAAAAAAAAAAAAAAAA", new Refusal("some_exception", reason));
  }

  private static String header(ProducerRecord<byte[], byte[]> sent, String name) {
    return new String(sent.headers().lastHeader(name).value(), UTF_8);
  }
}
