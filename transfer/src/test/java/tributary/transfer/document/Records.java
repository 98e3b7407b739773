package tributary.transfer.document;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** Records as a consumer hands them over. */
final class Records {

  static final String FILE_ID = "dc1h9zk0123456789abc";

  private final RecordHeaders headers = new RecordHeaders();
  private byte[] key = FILE_ID.getBytes(UTF_8);
  private byte[] value = new byte[0];
  private long timestamp = 1_795_248_000_123L;
  private long offset = 99817;

  static Records event() {
    return foreign()
        .key(FILE_ID)
        .header("host", "web-1")
        .header("path", "/var/log/nginx/access.log")
        .header("span", "1024:1193");
  }

  static Records foreign() {
    Records records = new Records();
    records.key = null;
    return records;
  }

  Records key(String text) {
    key = text.getBytes(UTF_8);
    return this;
  }

  Records header(String name, String text) {
    headers.add(name, text == null ? null : text.getBytes(UTF_8));
    return this;
  }

  Records value(byte[] bytes) {
    value = bytes;
    return this;
  }

  Records value(String text) {
    return value(text.getBytes(UTF_8));
  }

  Records timestamp(long millis) {
    timestamp = millis;
    return this;
  }

  Records offset(long number) {
    offset = number;
    return this;
  }

  ConsumerRecord<byte[], byte[]> build() {
    return new ConsumerRecord<>(
        "nginx_access",
        3,
        offset,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        key,
        value,
        headers,
        Optional.empty());
  }
}
