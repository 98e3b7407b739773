package tributary.console.servers;

import io.etcd.jetcd.ByteSequence;
import java.nio.charset.StandardCharsets;

/**
 * A key of etcd and what it holds.
 *
 * @param raw as stored, which may be no text
 * @param revision of its last change; a put that names it fails if another one came between
 */
public record Stored(String key, ByteSequence raw, long revision) {

  /** The value as it is. */
  public byte[] bytes() {
    return raw.getBytes();
  }

  /** The value as text. */
  public String value() {
    return raw.toString(StandardCharsets.UTF_8);
  }
}
