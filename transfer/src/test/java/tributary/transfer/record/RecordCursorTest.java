package tributary.transfer.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.ControlRecordType;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.EndTransactionMarker;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a cursor reads of what the client's own builder has written. */
class RecordCursorTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 7);
  private static final int LIMIT = 1024 * 1024;

  private final RecordCursor cursor = new RecordCursor(LIMIT);

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void eachCodecIsRead(CompressionType codec) {
    MemoryRecords records = lines(codec, 10, 20_000);

    assertThat(offsets(records, 0)).hasSize(20_000).startsWith(10L).endsWith(20_009L);
    cursor.begin(new FetchedBatches(PARTITION, records, 0));
    cursor.next();
    assertThat(text(cursor.keyAt(), cursor.keyLength())).isEqualTo("key");
    assertThat(text(cursor.valueAt(), cursor.valueLength())).isEqualTo("line 0");
    assertThat(text(cursor.nameAt(1), cursor.nameLength(1))).isEqualTo("span");
    assertThat(text(cursor.headerAt(1), cursor.headerLength(1))).isEqualTo("0:1");
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  void recordsLongerThanABlockAreRead(CompressionType codec) {
    byte[] noise = new byte[300_000];
    new Random(1).nextBytes(noise);
    MemoryRecords records =
        MemoryRecords.withRecords(
            Compression.of(codec).build(),
            new SimpleRecord(1, null, noise),
            new SimpleRecord(2, noise, null),
            new SimpleRecord(3, null, new byte[500_000]));

    List<ConsumerRecord<byte[], byte[]>> read = read(records, 0);
    assertThat(read.get(0).value()).isEqualTo(noise);
    assertThat(read.get(1).key()).isEqualTo(noise);
    assertThat(read.get(1).value()).isNull();
    assertThat(read.get(2).value()).isEqualTo(new byte[500_000]);
  }

  @Test
  void recordsBeforeTheOneThatWasAskedForAreSkipped() {
    MemoryRecords records =
        joined(lines(CompressionType.LZ4, 0, 5), lines(CompressionType.LZ4, 5, 5));

    assertThat(offsets(records, 3)).containsExactly(3L, 4L, 5L, 6L, 7L, 8L, 9L);
    assertThat(offsets(records, 7)).containsExactly(7L, 8L, 9L);
    assertThat(offsets(records, 12)).isEmpty();
    assertThat(new FetchedBatches(PARTITION, records, 12).next()).isEqualTo(12);
  }

  @Test
  void controlBatchesAreNoRecordsButMoveTheEnd() {
    MemoryRecords marker =
        MemoryRecords.withEndTransactionMarker(
            5, 1, 0, 1L, (short) 0, new EndTransactionMarker(ControlRecordType.COMMIT, 0));
    FetchedBatches batches =
        new FetchedBatches(PARTITION, joined(lines(CompressionType.NONE, 0, 5), marker), 0);

    assertThat(offsets(batches.records(), 0)).containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(batches.next()).isEqualTo(6);
    assertThat(batches.count()).isEqualTo(5);
    assertThat(batches.bytes()).isEqualTo(batches.records().sizeInBytes());
  }

  @Test
  void gapsOfCompactionAndEmptyBatchesAreNoRecords() {
    MemoryRecordsBuilder builder = builder(CompressionType.LZ4, TimestampType.CREATE_TIME, 100);
    builder.appendWithOffset(103, 1L, null, "a".getBytes(UTF_8));
    builder.appendWithOffset(107, 2L, null, "b".getBytes(UTF_8));
    builder.overrideLastOffset(110);
    MemoryRecords gaps = builder.build();
    ByteBuffer empty = ByteBuffer.allocate(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    DefaultRecordBatch.writeEmptyHeader(
        empty,
        RecordBatch.MAGIC_VALUE_V2,
        1,
        (short) 0,
        0,
        111,
        120,
        5,
        TimestampType.CREATE_TIME,
        1,
        false,
        false);
    FetchedBatches batches =
        new FetchedBatches(
            PARTITION, joined(gaps, MemoryRecords.readableRecords(empty.rewind())), 100);

    assertThat(offsets(batches.records(), 100)).containsExactly(103L, 107L);
    assertThat(batches.next()).isEqualTo(121);
  }

  @Test
  void ofLogAppendTimeEachHasTheTimeOfItsBatch() {
    MemoryRecordsBuilder builder = builder(CompressionType.NONE, TimestampType.LOG_APPEND_TIME, 0);
    builder.append(5L, null, "a".getBytes(UTF_8));
    builder.append(6L, null, "b".getBytes(UTF_8));

    assertThat(read(builder.build(), 0))
        .allSatisfy(
            record -> {
              assertThat(record.timestamp()).isEqualTo(77);
              assertThat(record.timestampType()).isEqualTo(TimestampType.LOG_APPEND_TIME);
            });
  }

  @ParameterizedTest
  @ValueSource(bytes = {RecordBatch.MAGIC_VALUE_V0, RecordBatch.MAGIC_VALUE_V1})
  void oldFormatsAreReadAsTheClientReadsThem(byte magic) {
    for (CompressionType codec : List.of(CompressionType.NONE, CompressionType.GZIP)) {
      MemoryRecords old =
          MemoryRecords.withRecords(
              magic,
              Compression.of(codec).build(),
              new SimpleRecord(5, "k".getBytes(UTF_8), "v".getBytes(UTF_8)),
              new SimpleRecord(6, (byte[]) null, null));
      MemoryRecords both = joined(old, lines(CompressionType.LZ4, 2, 2));

      assertThat(Oracle.words(read(both, 0))).isEqualTo(Oracle.read(both, 0));
      assertThat(read(both, 1)).hasSize(3);
    }
  }

  @Test
  void aFamilyIsTheSameUntilKeyOrHeadersChange() {
    MemoryRecordsBuilder builder = builder(CompressionType.NONE, TimestampType.CREATE_TIME, 0);
    String[][] shapes = {
      {"k", "h", "1"}, {"k", "h", "1"}, {"j", "h", "1"}, {"j", "i", "1"}, {"j", "i", "2"}
    };
    for (String[] shape : shapes) {
      Header[] headers = {header("host", shape[1]), header("span", shape[2])};
      builder.append(1L, shape[0].getBytes(UTF_8), null, headers);
    }
    cursor.begin(new FetchedBatches(PARTITION, builder.build(), 0));
    List<Object> families = new ArrayList<>();
    while (cursor.next()) {
      families.add(cursor.family());
    }

    assertThat(families.get(1)).isSameAs(families.get(0));
    assertThat(families.get(2)).isNotSameAs(families.get(1));
    assertThat(families.get(3)).isNotSameAs(families.get(2));
    assertThat(families.get(4)).isSameAs(families.get(3));
  }

  @Test
  void aCursorThatHasEndedBeginsAnew() {
    MemoryRecords records = lines(CompressionType.ZSTD, 0, 3);
    cursor.begin(new FetchedBatches(PARTITION, records, 0));
    cursor.next();
    cursor.end();
    cursor.end();

    assertThat(cursor.next()).isFalse();
    assertThat(offsets(records, 1)).containsExactly(1L, 2L);
  }

  @Test
  void whatUnpacksToMoreThanFitsIsAnErrorThatSaysSo() {
    MemoryRecords bomb =
        MemoryRecords.withRecords(
            Compression.of(CompressionType.ZSTD).build(),
            new SimpleRecord(1, null, new byte[10 * LIMIT]));

    assertThat(bomb.sizeInBytes()).isLessThan(10_000);
    assertThatThrownBy(() -> read(bomb, 0))
        .isInstanceOf(CorruptRecordException.class)
        .hasMessageContaining("t-7")
        .hasMessageContaining("offset 0")
        .hasMessageContaining("1048576");
    assertThat(offsets(lines(CompressionType.LZ4, 0, 3), 0)).hasSize(3);
  }

  @Test
  @DisplayName("T9: a record with a hundred thousand headers is read")
  void manyHeaders() {
    Header[] headers = new Header[100_000];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = header("h" + i % 3, i % 2 == 0 ? "v" : null);
    }
    MemoryRecords records =
        MemoryRecords.withRecords(
            Compression.of(CompressionType.LZ4).build(),
            new SimpleRecord(1, (byte[]) null, null, headers),
            new SimpleRecord(1, (byte[]) null, null, new Header[] {header("", "")}));

    assertThat(Oracle.words(read(records, 0))).isEqualTo(Oracle.read(records, 0));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(MemoryRecords records, long from) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    cursor.begin(new FetchedBatches(PARTITION, records, from));
    while (cursor.next()) {
      read.add(cursor.copy());
    }
    return read;
  }

  private List<Long> offsets(MemoryRecords records, long from) {
    return read(records, from).stream().map(ConsumerRecord::offset).toList();
  }

  private String text(int at, int length) {
    return new String(cursor.bytes(), at, length, UTF_8);
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value == null ? null : value.getBytes(UTF_8));
  }

  private static MemoryRecords lines(CompressionType codec, long from, int count) {
    MemoryRecordsBuilder builder = builder(codec, TimestampType.CREATE_TIME, from);
    for (int i = 0; i < count; i++) {
      Header[] headers = {header("host", "h"), header("span", i + ":" + (i + 1))};
      builder.append(1000L + i, "key".getBytes(UTF_8), ("line " + i).getBytes(UTF_8), headers);
    }
    return builder.build();
  }

  private static MemoryRecordsBuilder builder(
      CompressionType codec, TimestampType type, long from) {
    return MemoryRecords.builder(
        ByteBuffer.allocate(1024),
        RecordBatch.MAGIC_VALUE_V2,
        Compression.of(codec).build(),
        type,
        from,
        77L);
  }

  private static MemoryRecords joined(MemoryRecords first, MemoryRecords second) {
    ByteBuffer both = ByteBuffer.allocate(first.sizeInBytes() + second.sizeInBytes());
    both.put(first.buffer()).put(second.buffer());
    return MemoryRecords.readableRecords(both.flip());
  }
}
