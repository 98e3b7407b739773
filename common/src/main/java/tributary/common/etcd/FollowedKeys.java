package tributary.common.etcd;

import io.etcd.jetcd.Response;
import io.etcd.jetcd.watch.WatchEvent;
import io.etcd.jetcd.watch.WatchResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is known of the watched keys: the last reading and the events since. Directories and keys
 * may overlap, so an event may come twice, and late. Thread: the watcher's.
 */
final class FollowedKeys {
  private final SortedMap<String, EtcdValue> values = new TreeMap<>();
  private final SortedSet<String> deleted = new TreeSet<>();
  private final Map<String, Long> latest = new HashMap<>();
  private Set<WatchedKey> watched = Set.of();
  private long clusterId;
  private long revision;

  /** Takes a new reading in place of all before it; within a cluster, seen deletions stay seen. */
  void replace(EtcdSnapshot reading) {
    if (reading.clusterId() != clusterId || reading.revision() < revision) {
      deleted.clear();
    }
    clusterId = reading.clusterId();
    revision = reading.revision();
    watched = reading.watched();
    latest.clear();
    values.clear();
    values.putAll(reading.values());
    deleted.removeAll(values.keySet());
    deleted.removeIf(key -> !reading.covers(key));
  }

  /**
   * Takes what a watch says.
   *
   * @throws EtcdProblem if it comes from another history than the reading
   */
  void apply(WatchResponse response) throws EtcdProblem {
    Response.Header header = response.getHeader();
    if (header.getClusterId() != clusterId) {
      throw new EtcdProblem("another cluster answers");
    }
    if (response.isCreatedNotify() && header.getRevision() < revision) {
      throw new EtcdProblem(
          "etcd's revision went back from " + revision + " to " + header.getRevision());
    }
    for (WatchEvent event : response.getEvents()) {
      apply(event);
    }
  }

  private void apply(WatchEvent event) {
    String key = event.getKeyValue().getKey().toString(StandardCharsets.UTF_8);
    long changed = event.getKeyValue().getModRevision();
    if (changed <= latest.getOrDefault(key, 0L) || watched.stream().noneMatch(w -> w.covers(key))) {
      return;
    }
    latest.put(key, changed);
    revision = Math.max(revision, changed);
    switch (event.getEventType()) {
      case PUT -> {
        values.put(key, new EtcdValue(event.getKeyValue().getValue(), changed));
        deleted.remove(key);
      }
      case DELETE -> {
        values.remove(key);
        deleted.add(key);
      }
      case UNRECOGNIZED -> {
        // A kind of event of a later etcd: what isn't known can't be applied.
      }
    }
  }

  long revision() {
    return revision;
  }

  EtcdSnapshot snapshot() {
    return new EtcdSnapshot(clusterId, revision, watched, values, deleted);
  }
}
