package tributary.agent.send.batch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MutableRecordBatch;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tributary.agent.frame.Lines;
import tributary.common.kafka.EventPart;

/** Batches as Kafka's own classes read them. */
class OpenBatchTest {
  private static final int LIMIT = 100_000;

  private final BufferPool pool = new BufferPool(64 << 20);
  private final MemoryShare share = new MemoryShare(pool);
  private final Owner owner = new Owner();

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  @DisplayName("Random events of all sizes are read back by Kafka as they were, in every codec")
  void readsBack(CompressionType type) {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    RecordShape shape = shape(2);
    List<String> written = new ArrayList<>();
    List<String> read = new ArrayList<>();
    OpenBatch open = open(type);
    long at = random.nextInt(30_000);
    for (int i = 0; i < 1500; i++) {
      byte[] text = text(random);
      EventPart part = random.nextInt(10) > 0 ? null : new EventPart(i, random.nextBoolean());
      long end = at + text.length + 1;
      long timestamp = 1_700_000_000_000L + random.nextInt(5000);
      shape.next(text.length - 3, at, end, part);
      if (!open.fits(shape, timestamp)) {
        read.addAll(read(open.seal()));
        open = open(type);
        assertThat(open.fits(shape, timestamp)).isTrue();
      }
      open.append(owner, shape, text, 3, timestamp);
      written.add(
          timestamp
              + " key0123456789abcdefg host=web-0 path=web-1 span="
              + at
              + ":"
              + end
              + (part == null ? "" : " part=" + part.text())
              + " "
              + new String(text, 3, text.length - 3, UTF_8));
      at = random.nextInt(20) == 0 ? end + random.nextInt(100_000) : end;
    }
    read.addAll(read(open.seal()));
    assertThat(read).as("seed " + seed).isEqualTo(written);
    assertThat(pool.taken()).isZero();
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  @DisplayName("Lines that go in together make the same batches as one by one")
  void takesManyLinesAtOnce(CompressionType type) {
    long seed = Long.getLong("tributary.seed", System.nanoTime());
    Random random = new Random(seed);
    List<String> single = new ArrayList<>();
    List<String> together = new ArrayList<>();
    RecordShape shape = shape(2);
    OpenBatch one = open(type);
    OpenBatch many = open(type);
    long offset = random.nextInt(30_000);
    for (int round = 0; round < 30; round++) {
      Lines lines = lines(random, offset);
      long timestamp = 1_700_000_000_000L + random.nextInt(30_000);
      for (int i = 0; i < lines.count(); i++) {
        one = add(type, one, shape, lines, i, timestamp, single);
      }
      for (int i = 0; i < lines.count(); ) {
        int taken = many.append(owner, shape, lines, i, lines.count(), timestamp);
        if (taken == 0) {
          many = add(type, many, shape, lines, i, timestamp, together);
        }
        i += Math.max(1, taken);
      }
      offset = lines.offset(lines.count()) + (random.nextInt(5) > 0 ? 0 : random.nextInt(100_000));
    }
    single.addAll(read(one.seal()));
    together.addAll(read(many.seal()));
    assertThat(together).as("seed " + seed).isEqualTo(single);
    assertThat(pool.taken()).isZero();
  }

  /** Adds one; what it ends is read. */
  private OpenBatch add(
      CompressionType type,
      OpenBatch open,
      RecordShape shape,
      Lines lines,
      int i,
      long timestamp,
      List<String> read) {
    OpenBatch next = open;
    shape.next(lines.length(i), lines.offset(i), lines.offset(i + 1), null);
    if (!next.fits(shape, timestamp)) {
      Batch batch = next.seal();
      batch.forEachRun((whose, run) -> read.add(run.toString()));
      read.addAll(read(batch));
      next = open(type);
      assertThat(next.fits(shape, timestamp)).isTrue();
    }
    next.append(owner, shape, lines.bytes(), lines.start(i), timestamp);
    return next;
  }

  private static Lines lines(Random random, long offset) {
    Lines lines = new Lines();
    byte[] bytes = new byte[2_000_000];
    Arrays.fill(bytes, (byte) 'b');
    int from = random.nextInt(100);
    lines.begin(bytes, from, offset);
    for (int i = random.nextInt(100); i > 0; i--) {
      byte[] text = text(random);
      System.arraycopy(text, 0, bytes, from, text.length);
      int end = from + text.length;
      lines.add(end - random.nextInt(2), end + 1);
      from = end + 1;
    }
    return lines;
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  @DisplayName("A batch ends at the limit in compressed bytes, and is nearly full then")
  void fillsUpToTheLimit(CompressionType type) {
    Random random = new Random(1);
    RecordShape shape = shape(0);
    OpenBatch open = new OpenBatch(share, codec(type), 500_000);
    int records = 0;
    for (long at = 0; ; at += 200) {
      byte[] text = ("GET /" + random.nextInt() + " 200 " + "x".repeat(160)).getBytes(UTF_8);
      shape.next(text.length, at, at + 200, null);
      if (!open.fits(shape, 5)) {
        break;
      }
      open.append(owner, shape, text, 0, 5);
      records++;
    }
    Batch batch = open.seal();
    assertThat(batch.count()).isEqualTo(records);
    assertThat(batch.size()).isBetween(350_000, 500_000);
    batch.release();
  }

  @Test
  @DisplayName("lz4: blocks that grow are stored as they are; another level is the client's")
  void storesWhatDoesNotCompress() {
    Random random = new Random(1);
    RecordShape shape = shape(1);
    for (Compression lz4 :
        List.of(Compression.lz4().build(), Compression.lz4().level(12).build())) {
      OpenBatch open = new OpenBatch(share, new BatchCodec(lz4), 900_000);
      byte[] text = new byte[300_000];
      random.nextBytes(text);
      shape.next(text.length, 0, text.length, null);
      assertThat(open.fits(shape, 1)).isTrue();
      open.append(owner, shape, text, 0, 1);
      append(open, owner, shape, text.length, text.length + 1, null);
      Batch batch = open.seal();
      assertThat(batch.size()).isBetween(300_000, 300_500);
      MemoryRecords.readableRecords(batch.copy())
          .records()
          .iterator()
          .forEachRemaining(record -> assertThat(record.valueSize()).isIn(1, text.length));
      batch.release();
    }
  }

  @Test
  @DisplayName("Events that adjoin are one run, with the end of the last whole event")
  void joinsRuns() {
    Owner other = new Owner();
    RecordShape shape = shape(1);
    OpenBatch open = open(CompressionType.NONE);
    append(open, owner, shape, 0, 10, null);
    append(open, owner, shape, 10, 20, new EventPart(0, true));
    append(open, other, shape, 0, 5, null);
    append(open, owner, shape, 20, 30, new EventPart(1, false));
    append(open, owner, shape, 35, 40, null);
    Batch batch = open.seal();
    List<Run> runs = new ArrayList<>();
    batch.forEachRun((whose, run) -> runs.add(run));
    assertThat(runs)
        .containsExactly(
            new Run(0, 20, 10, 2, 1),
            new Run(0, 5, 5, 1, 1),
            new Run(20, 30, 30, 1, 1),
            new Run(35, 40, 40, 1, 1));
    assertThat(batch.ownerOf(2)).isSameAs(other);
    batch.release();
  }

  @ParameterizedTest
  @EnumSource(CompressionType.class)
  @DisplayName("K6: a batch that is too large is halved; a refused stream's records are taken out")
  void splits(CompressionType type) {
    Owner other = new Owner();
    RecordShape shape = shape(1);
    OpenBatch open = open(type);
    for (int i = 0; i < 101; i++) {
      append(open, i % 3 == 0 ? owner : other, shape, i * 10L, i * 10L + 10, null);
    }
    Batch whole = open.seal();
    BatchSplitter splitter = new BatchSplitter(codec(type));
    List<Batch> halves = splitter.halves(whole, share);
    assertThat(halves).extracting(Batch::count).containsExactly(50, 51);
    owner.refuse("too large");
    Batch left = splitter.withoutRefused(halves.get(0), share).orElseThrow();
    assertThat(left.count()).isEqualTo(33);
    assertThat(read(left)).allMatch(line -> line.contains("span=")).hasSize(33);
    halves.get(1).release();
    assertThat(pool.taken()).isZero();
  }

  private void append(
      OpenBatch open, RunOwner whose, RecordShape shape, long start, long end, EventPart part) {
    shape.next(1, start, end, part);
    assertThat(open.fits(shape, 7)).isTrue();
    open.append(whose, shape, new byte[] {'a'}, 0, 7);
  }

  private static byte[] text(Random random) {
    int length =
        switch (random.nextInt(100)) {
          case 0 -> random.nextInt(200_000);
          case 1, 2, 3 -> random.nextInt(5000);
          case 4 -> 0;
          default -> random.nextInt(300);
        };
    byte[] text = new byte[3 + length];
    for (int i = 0; i < text.length; i++) {
      text[i] = (byte) ('a' + (random.nextInt(4) == 0 ? random.nextInt(26) : i % 7));
    }
    return text;
  }

  private List<String> read(Batch batch) {
    batch.stamp(new Stamp(77, (short) 3, 2_147_483_600));
    MemoryRecords records = MemoryRecords.readableRecords(batch.copy());
    MutableRecordBatch header = records.batches().iterator().next();
    header.ensureValid();
    assertThat(header.producerId()).isEqualTo(77);
    assertThat(header.baseSequence()).isEqualTo(2_147_483_600);
    assertThat(header.timestampType()).isEqualTo(TimestampType.CREATE_TIME);
    assertThat(header.countOrNull()).isEqualTo(batch.count());
    assertThat(header.lastOffset()).isEqualTo(batch.count() - 1L);
    List<Record> all =
        StreamSupport.stream(records.records().spliterator(), false).collect(Collectors.toList());
    assertThat(header.maxTimestamp())
        .isEqualTo(all.stream().mapToLong(Record::timestamp).max().getAsLong());
    List<String> lines = all.stream().map(OpenBatchTest::line).toList();
    batch.release();
    return lines;
  }

  private static String line(Record record) {
    StringBuilder line = new StringBuilder().append(record.timestamp()).append(' ');
    line.append(UTF_8.decode(record.key()));
    for (var header : record.headers()) {
      line.append(' ').append(header.key()).append('=').append(new String(header.value(), UTF_8));
    }
    return line.append(' ').append(UTF_8.decode(record.value())).toString();
  }

  private OpenBatch open(CompressionType type) {
    return new OpenBatch(share, codec(type), LIMIT);
  }

  private static BatchCodec codec(CompressionType type) {
    return new BatchCodec(Compression.of(type).build());
  }

  private static RecordShape shape(int headers) {
    Map<String, byte[]> constant = new LinkedHashMap<>();
    for (int i = 0; i < headers; i++) {
      constant.put(List.of("host", "path").get(i), ("web-" + i).getBytes(UTF_8));
    }
    return new RecordShape("key0123456789abcdefg".getBytes(UTF_8), constant);
  }

  /** Remembers whether it was refused. */
  private static final class Owner implements RunOwner {
    private boolean refused;

    @Override
    public void delivered(Run run) {}

    @Override
    public void refuse(String reason) {
      refused = true;
    }

    @Override
    public boolean isRefused() {
      return refused;
    }

    @Override
    public void refused(Run run) {}
  }
}
