package tributary.common.collect;

import java.util.Objects;
import java.util.Optional;

/**
 * What is in force for one key.
 *
 * @param key as it stands in etcd
 * @param value the last good one; {@link CollectValue#NONE} if there has been none
 * @param revision that put {@code value}; 0 if there has been none
 * @param seen revision of the value that was looked at last, good or not
 * @param error why that one was refused, with line and column, or why the key's value is kept
 *     although the key is gone
 * @param kept whether the key is gone with its cluster, so that its last good value stays in force
 *     until it is put anew
 */
public record KeyState(
    String key,
    CollectValue value,
    long revision,
    long seen,
    Optional<String> error,
    boolean kept) {
  public KeyState {
    Objects.requireNonNull(key);
    Objects.requireNonNull(value);
    Objects.requireNonNull(error);
  }
}
