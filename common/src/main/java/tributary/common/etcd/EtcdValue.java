package tributary.common.etcd;

import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;

/**
 * The value of a key.
 *
 * @param value any bytes
 * @param modRevision the cluster's revision that put it
 */
public record EtcdValue(ByteSequence value, long modRevision) {
  /** A value from text, as tests and callers without etcd need it. */
  public static EtcdValue of(String text, long modRevision) {
    return new EtcdValue(ByteSequence.from(text, StandardCharsets.UTF_8), modRevision);
  }

  /** A copy of the bytes. */
  public byte[] bytes() {
    return value.getBytes();
  }

  /** The value as UTF-8; bytes that are none become U+FFFD. */
  public String text() {
    return value.toString(StandardCharsets.UTF_8);
  }
}
