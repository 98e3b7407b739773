package tributary.transfer.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.TimestampType;

/** What the client reads in record batches, as words that can be compared. */
final class Oracle {

  private Oracle() {}

  /** As {@code CompletedFetch} of the client goes through them. */
  static List<String> read(MemoryRecords records, long from) {
    List<String> read = new ArrayList<>();
    for (RecordBatch batch : records.batches()) {
      if (!batch.isControlBatch()) {
        for (Record record : batch) {
          if (record.offset() >= from) {
            read.add(words(record, batch.timestampType()));
          }
        }
      }
    }
    return read;
  }

  private static String words(Record record, TimestampType type) {
    return record.offset()
        + " "
        + record.timestamp()
        + " "
        + type
        + " "
        + words(bytes(record.key()))
        + " "
        + words(bytes(record.value()))
        + words(Arrays.asList(record.headers()));
  }

  static List<String> words(List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(Oracle::words).toList();
  }

  private static String words(ConsumerRecord<byte[], byte[]> record) {
    return record.offset()
        + " "
        + record.timestamp()
        + " "
        + record.timestampType()
        + " "
        + words(record.key())
        + " "
        + words(record.value())
        + words(record.headers());
  }

  private static String words(Iterable<Header> headers) {
    StringBuilder words = new StringBuilder();
    for (Header header : headers) {
      words.append(' ').append(words(header.key().getBytes(UTF_8)));
      words.append('=').append(words(header.value()));
    }
    return words.toString();
  }

  private static String words(byte[] bytes) {
    return bytes == null ? "null" : HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
