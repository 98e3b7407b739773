package tributary.common.collect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.EtcdValue;

/**
 * The last good value of every key, and what is wrong with the newest one. Immutable: a snapshot
 * makes a new state of the old one.
 *
 * <p>A value is taken whole or not at all; one that is refused leaves the last good one in force. A
 * deleted key has no entries. But when etcd lost its memory (another cluster's id, or a revision
 * that went back), keys that are absent were not deleted by anyone, and keep their last good value
 * until they are put anew (DESIGN §4, "A lost etcd stops nobody").
 *
 * @param clusterId of the last snapshot; 0 if there was none
 * @param revision of the last snapshot
 * @param keys what is in force, by key
 */
public record CollectedKeys(long clusterId, long revision, SortedMap<String, KeyState> keys) {
  private static final CollectedKeys NONE = new CollectedKeys(0, 0, Collections.emptySortedMap());

  public CollectedKeys {
    keys = Collections.unmodifiableSortedMap(new TreeMap<>(keys));
  }

  /** Before anything was read. */
  public static CollectedKeys none() {
    return NONE;
  }

  /**
   * The state after a snapshot. Keys that are not watched any more are gone, whatever they held.
   */
  public CollectedKeys apply(EtcdSnapshot snapshot, CollectCodec codec) {
    boolean lost =
        clusterId != 0 && (snapshot.clusterId() != clusterId || snapshot.revision() < revision);
    SortedMap<String, KeyState> next = new TreeMap<>();
    for (KeyState state : keys.values()) {
      if ((lost || state.kept())
          && snapshot.covers(state.key())
          && !snapshot.deleted().contains(state.key())
          && state.revision() != 0) {
        next.put(state.key(), lost ? kept(state, snapshot) : state);
      }
    }
    snapshot.values().forEach((key, value) -> next.put(key, read(key, value, lost, codec)));
    return new CollectedKeys(snapshot.clusterId(), snapshot.revision(), next);
  }

  /** Keys whose newest value was refused and had not been looked at before: to be logged once. */
  public List<KeyState> refusedSince(CollectedKeys before) {
    List<KeyState> refused = new ArrayList<>();
    for (KeyState state : keys.values()) {
      KeyState known = before.keys.get(state.key());
      if (state.error().isPresent()
          && (known == null
              || !known.error().equals(state.error())
              || known.seen() != state.seen())) {
        refused.add(state);
      }
    }
    return refused;
  }

  private KeyState kept(KeyState state, EtcdSnapshot snapshot) {
    String reason =
        snapshot.clusterId() != clusterId
            ? "the cluster is another one"
            : "the cluster's revision went back from %d to %d"
                .formatted(revision, snapshot.revision());
    return new KeyState(
        state.key(),
        state.value(),
        state.revision(),
        state.seen(),
        Optional.of(
            "the key is absent since %s: its last good value, of revision %d, stays until it is put again"
                .formatted(reason, state.revision())),
        true);
  }

  private KeyState read(String key, EtcdValue value, boolean lost, CollectCodec codec) {
    KeyState known = keys.get(key);
    if (known != null && !lost && !known.kept() && known.seen() == value.modRevision()) {
      return known;
    }
    try {
      CollectValue good = codec.parse(value.bytes());
      long revision = value.modRevision();
      return new KeyState(key, good, revision, revision, Optional.empty(), false);
    } catch (CollectException e) {
      CollectValue last = known == null ? CollectValue.NONE : known.value();
      long revision = known == null ? 0 : known.revision();
      return new KeyState(
          key, last, revision, value.modRevision(), Optional.of(e.getMessage()), false);
    }
  }
}
