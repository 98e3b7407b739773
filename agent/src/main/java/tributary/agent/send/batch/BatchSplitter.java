package tributary.agent.send.batch;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.MemoryRecordsBuilder;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.utils.ByteBufferOutputStream;
import tributary.common.kafka.EventHeaders;
import tributary.common.kafka.EventPart;
import tributary.common.kafka.Span;

/**
 * Makes smaller batches of one, by reading its records back: rare, so it is done with the client's
 * own builder. What each record is of its file it says itself, in its headers. Thread: sender.
 */
public final class BatchSplitter {
  private final BatchCodec codec;

  /**
   * @param codec of the batches to make
   */
  public BatchSplitter(BatchCodec codec) {
    this.codec = codec;
  }

  /** The same records in two batches; the old one is released. */
  public List<Batch> halves(Batch batch, MemoryShare share) {
    int middle = batch.count() / 2;
    List<Record> records = records(batch);
    List<Batch> halves =
        List.of(
            build(batch, records, index -> index < middle, share),
            build(batch, records, index -> index >= middle, share));
    batch.release();
    return halves;
  }

  /**
   * What is left without the streams of which something was refused, and nothing if that is all;
   * the old one is released.
   */
  public Optional<Batch> withoutRefused(Batch batch, MemoryShare share) {
    IntPredicate stays = index -> !batch.ownerOf(index).isRefused();
    List<Record> records = records(batch);
    Optional<Batch> rest = Optional.empty();
    if (IntStream.range(0, records.size()).anyMatch(stays)) {
      rest = Optional.of(build(batch, records, stays, share));
    }
    batch.release();
    return rest;
  }

  private static List<Record> records(Batch batch) {
    List<Record> records = new ArrayList<>();
    MemoryRecords.readableRecords(batch.copy()).records().forEach(records::add);
    return records;
  }

  private Batch build(Batch from, List<Record> records, IntPredicate chosen, MemoryShare share) {
    RunList runs = new RunList();
    long offset = 0;
    try (MemoryRecordsBuilder builder = builder(from.size())) {
      for (int i = 0; i < records.size(); i++) {
        if (chosen.test(i)) {
          Record record = records.get(i);
          builder.appendWithOffset(
              offset++, record.timestamp(), record.key(), record.value(), record.headers());
          Span span = Span.parse(header(record, EventHeaders.SPAN));
          String part = header(record, EventHeaders.PART);
          boolean more = part != null && EventPart.parse(part).more();
          runs.add(from.ownerOf(i), span.start(), span.end(), more);
        }
      }
      BatchBytes bytes = new BatchBytes(share);
      bytes.write(builder.build().buffer());
      bytes.end();
      return new Batch(bytes, runs, (int) offset);
    }
  }

  private MemoryRecordsBuilder builder(int size) {
    return new MemoryRecordsBuilder(
        new ByteBufferOutputStream(size),
        RecordBatch.MAGIC_VALUE_V2,
        codec.compression(),
        TimestampType.CREATE_TIME,
        0L,
        RecordBatch.NO_TIMESTAMP,
        RecordBatch.NO_PRODUCER_ID,
        RecordBatch.NO_PRODUCER_EPOCH,
        RecordBatch.NO_SEQUENCE,
        false,
        false,
        RecordBatch.NO_PARTITION_LEADER_EPOCH,
        Integer.MAX_VALUE);
  }

  private static String header(Record record, String name) {
    for (Header header : record.headers()) {
      if (header.key().equals(name)) {
        return new String(header.value(), StandardCharsets.US_ASCII);
      }
    }
    return null;
  }
}
