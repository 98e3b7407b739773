package tributary.agent.configure;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.WatchedKey;

/** What the configuration needs of etcd; tests bring their own. */
public interface KeySource extends AutoCloseable {
  /** Whether there are keys at all; without them the settings file alone counts. */
  default boolean exists() {
    return true;
  }

  /**
   * Begins to follow.
   *
   * @param listener called on the source's thread, in order; hands over and returns
   */
  void start(Set<WatchedKey> keys, Consumer<EtcdSnapshot> listener);

  /** Follows other keys from now on. */
  void watch(Set<WatchedKey> keys);

  /** Why the keys can't be followed now, if so. */
  Optional<String> problem();

  @Override
  void close();
}
