package tributary.common.etcd;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that is known of the watched keys: a reading at one revision, and the changes seen since.
 *
 * @param clusterId etcd's; another one is another history
 * @param revision of the reading, or of the newest change seen since
 * @param watched what was asked for, in the order of asking
 * @param values what was there
 * @param deleted keys that were seen to be deleted, not merely absent, since this cluster was read
 *     first; an absent key that isn't among them may have been lost with its cluster
 */
public record EtcdSnapshot(
    long clusterId,
    long revision,
    Set<WatchedKey> watched,
    SortedMap<String, EtcdValue> values,
    SortedSet<String> deleted) {
  public EtcdSnapshot {
    watched = Collections.unmodifiableSet(new LinkedHashSet<>(watched));
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    deleted = Collections.unmodifiableSortedSet(new TreeSet<>(deleted));
  }

  /** Whether that key is among the watched ones. */
  public boolean covers(String key) {
    return watched.stream().anyMatch(one -> one.covers(key));
  }
}
