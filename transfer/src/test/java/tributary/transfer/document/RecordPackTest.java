package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.transfer.record.Cursors;
import tributary.transfer.record.RecordCursor;

/** What was packed comes out as it went in. */
class RecordPackTest {

  private static final TopicPartition PARTITION = new TopicPartition("nginx_access", 3);

  @Property(tries = 200)
  @Label("keys, values and headers of any bytes and lengths, null ones too, come out the same")
  void modelled(@ForAll long seed) {
    Random random = new Random(seed);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (int i = 1 + random.nextInt(100); i > 0; i--) {
      records.add(record(random, records.size() * 3L));
    }
    RecordPack pack = new RecordPack(PARTITION, 10);
    JsonBytes documents = new JsonBytes(10);
    RecordCursor record = Cursors.before(records);
    while (record.next()) {
      boolean inDocument = record.valueLength() >= 0 && random.nextBoolean();
      documents.raw('{');
      if (inDocument) {
        documents.value(record.bytes(), record.valueAt(), record.valueLength());
      }
      pack.add(record, documents.valueAt());
    }
    byte[] made = documents.release();

    assertThat(pack.size()).isEqualTo(records.size());
    for (int i = 0; i < records.size(); i++) {
      assertSame(pack.at(i, made), records.get(i));
      assertThat(pack.offset(i)).isEqualTo(records.get(i).offset());
    }
  }

  @Test
  @DisplayName("T9: a header with a key of 64 KB, and one with an empty key, come out the same")
  void longHeaderKeys() {
    ConsumerRecord<byte[], byte[]> record =
        Records.event().header("k".repeat(65_536), "v").header("", null).value("x").build();
    RecordPack pack = new RecordPack(PARTITION, 10);
    RecordCursor cursor = Cursors.at(record);
    pack.add(cursor, -1);
    pack.add(cursor, -1);

    assertSame(pack.at(0, new byte[0]), record);
    assertSame(pack.at(1, new byte[0]), record);
  }

  @Test
  void onlyAgentsSayWhenALineWasRead() {
    ConsumerRecord<byte[], byte[]> event = Records.event().timestamp(77).build();
    RecordPack pack = new RecordPack(PARTITION, 10);
    pack.add(Cursors.at(event), -1);
    pack.add(Cursors.at(Records.foreign().timestamp(77).build()), -1);
    pack.add(Cursors.at(Records.foreign().key("12345").timestamp(77).build()), -1);

    assertThat(List.of(pack.readAt(0), pack.readAt(1), pack.readAt(2)))
        .containsExactly(77L, -1L, -1L);
  }

  private static ConsumerRecord<byte[], byte[]> record(Random random, long offset) {
    Records record = Records.foreign().offset(offset).timestamp(random.nextLong());
    if (random.nextBoolean()) {
      record.key(new String(bytes(random), UTF_8));
    }
    record.value(random.nextInt(5) == 0 ? (byte[]) null : bytes(random));
    for (int i = random.nextInt(4); i > 0; i--) {
      record.header(
          "näme" + i % 2, random.nextInt(5) == 0 ? null : new String(bytes(random), UTF_8));
    }
    return record.build();
  }

  /** Any bytes, or text that is well-formed, with what JSON escapes in it. */
  private static byte[] bytes(Random random) {
    int length = random.nextInt(20) == 0 ? random.nextInt(70_000) : random.nextInt(300);
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return random.nextBoolean() ? bytes : new String(bytes, ISO_8859_1).getBytes(UTF_8);
  }

  private static void assertSame(
      ConsumerRecord<byte[], byte[]> found, ConsumerRecord<byte[], byte[]> wanted) {
    assertThat(found.topic()).isEqualTo(wanted.topic());
    assertThat(found.partition()).isEqualTo(wanted.partition());
    assertThat(found.offset()).isEqualTo(wanted.offset());
    assertThat(found.timestamp()).isEqualTo(wanted.timestamp());
    assertThat(found.key()).isEqualTo(wanted.key());
    assertThat(found.value()).isEqualTo(wanted.value());
    assertThat(found.headers().toArray()).containsExactly(wanted.headers().toArray());
  }
}
