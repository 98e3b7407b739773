package tributary.common.collect;

import java.util.Objects;

/**
 * An entry as it stands in a value.
 *
 * @param entry what it means
 * @param other what was written beside it and means nothing here; kept when it is written back
 */
public record CollectItem(CollectEntry entry, OtherFields other) {
  public CollectItem {
    Objects.requireNonNull(entry);
    Objects.requireNonNull(other);
  }
}
