package tributary.transfer.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.errors.CorruptRecordException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.ByteBufferOutputStream;

/** Random batches, whole and damaged, against what the client reads in them. */
class RandomBatchesTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private static final List<CompressionType> CODECS = List.of(CompressionType.values());

  private final RecordCursor cursor = new RecordCursor(1024 * 1024);

  @Property(tries = 300)
  @Label("what a cursor reads is what the client reads, whatever the batches hold")
  void asTheClient(@ForAll long seed) {
    Random random = new Random(seed);
    MemoryRecords records = batches(random);
    long from = random.nextInt(60);

    assertThat(Oracle.words(read(records, from))).isEqualTo(Oracle.read(records, from));
  }

  @Property(tries = 1000)
  @Label("T9: damaged records under a right checksum are an error of their own kind, or readable")
  void damaged(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    MemoryRecords whole = batch(random, CompressionType.NONE, 0, 1 + random.nextInt(10));
    byte[] records = damaged(random, whole);
    CompressionType codec = any(random);
    int count = random.nextInt(10) == 0 ? random.nextInt() : count(whole);
    ByteBuffer packed = packed(codec, records);
    if (codec != CompressionType.NONE && random.nextBoolean()) {
      packed.put(random.nextInt(packed.limit()), (byte) random.nextInt());
    }
    MemoryRecords wrong = withHead(codec, packed, count);

    try {
      assertThat(read(wrong, 0)).allMatch(record -> record.offset() >= 0);
    } catch (CorruptRecordException e) {
      assertThat(e).hasMessageContaining("t-0").hasMessageContaining("offset");
    }
    MemoryRecords next = batch(random, any(random), 0, 5);
    assertThat(Oracle.words(read(next, 0))).isEqualTo(Oracle.read(next, 0));
  }

  private List<ConsumerRecord<byte[], byte[]>> read(MemoryRecords records, long from) {
    List<ConsumerRecord<byte[], byte[]>> read = new ArrayList<>();
    cursor.begin(new FetchedBatches(PARTITION, records, from));
    while (cursor.next()) {
      read.add(cursor.copy());
    }
    return read;
  }

  private static MemoryRecords batches(Random random) {
    ByteBuffer all = ByteBuffer.allocate(8 * 1024 * 1024);
    long offset = random.nextInt(10);
    for (int i = random.nextInt(4); i >= 0; i--) {
      MemoryRecords batch = batch(random, any(random), offset, 1 + random.nextInt(30));
      all.put(batch.buffer());
      offset = batch.batches().iterator().next().nextOffset() + random.nextInt(3);
    }
    return MemoryRecords.readableRecords(all.flip());
  }

  private static MemoryRecords batch(Random random, CompressionType codec, long from, int count) {
    MemoryRecordsBuilder builder =
        MemoryRecords.builder(
            ByteBuffer.allocate(1024),
            RecordBatch.MAGIC_VALUE_V2,
            Compression.of(codec).build(),
            random.nextBoolean() ? TimestampType.CREATE_TIME : TimestampType.LOG_APPEND_TIME,
            from,
            99L);
    long offset = from;
    byte[] key = bytes(random);
    Header[] headers = headers(random);
    for (int i = 0; i < count; i++) {
      key = random.nextInt(4) == 0 ? bytes(random) : key;
      headers = random.nextInt(3) == 0 ? headers(random) : headers;
      builder.appendWithOffset(offset, random.nextLong() >>> 1, key, bytes(random), headers);
      offset += random.nextInt(4) == 0 ? 2 : 1;
    }
    return builder.build();
  }

  private static Header[] headers(Random random) {
    Header[] headers = new Header[random.nextInt(4)];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = new RecordHeader("näme" + random.nextInt(3), bytes(random));
    }
    return headers;
  }

  private static byte[] bytes(Random random) {
    if (random.nextInt(6) == 0) {
      return null;
    }
    byte[] bytes = new byte[random.nextInt(random.nextInt(20) == 0 ? 90_000 : 80)];
    if (random.nextBoolean()) {
      random.nextBytes(bytes);
    }
    return bytes;
  }

  /** Cut, longer, or with some bytes changed. */
  private static byte[] damaged(Random random, MemoryRecords whole) {
    ByteBuffer buffer = whole.buffer().position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    byte[] records = new byte[Math.max(0, buffer.remaining() + random.nextInt(7) - 4)];
    buffer.get(records, 0, Math.min(records.length, buffer.remaining()));
    for (int i = random.nextInt(4); i > 0 && records.length > 0; i--) {
      int at = random.nextInt(Math.min(records.length, 200));
      records[at] = (byte) (random.nextBoolean() ? 0xff : random.nextInt());
    }
    return records;
  }

  private static int count(MemoryRecords whole) {
    return whole.batches().iterator().next().countOrNull();
  }

  private static ByteBuffer packed(CompressionType codec, byte[] records) throws IOException {
    ByteBufferOutputStream packed = new ByteBufferOutputStream(1024);
    try (OutputStream out =
        Compression.of(codec).build().wrapForOutput(packed, RecordBatch.MAGIC_VALUE_V2)) {
      out.write(records);
    }
    return packed.buffer().flip();
  }

  private static MemoryRecords withHead(CompressionType codec, ByteBuffer packed, int count) {
    int size = DefaultRecordBatch.RECORD_BATCH_OVERHEAD + packed.remaining();
    ByteBuffer batch = ByteBuffer.allocate(size);
    batch.position(DefaultRecordBatch.RECORD_BATCH_OVERHEAD);
    batch.put(packed);
    batch.rewind();
    DefaultRecordBatch.writeHeader(
        batch,
        0,
        100,
        size,
        RecordBatch.MAGIC_VALUE_V2,
        codec,
        TimestampType.CREATE_TIME,
        0,
        0,
        RecordBatch.NO_PRODUCER_ID,
        RecordBatch.NO_PRODUCER_EPOCH,
        RecordBatch.NO_SEQUENCE,
        false,
        false,
        false,
        RecordBatch.NO_PARTITION_LEADER_EPOCH,
        count);
    return MemoryRecords.readableRecords(batch.rewind());
  }

  private static CompressionType any(Random random) {
    return CODECS.get(random.nextInt(CODECS.size()));
  }
}
