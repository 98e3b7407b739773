package tributary.agent.configure;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.WatchedKey;

/** No etcd is configured: the settings file alone says what is collected. Thread: any. */
public final class NoKeys implements KeySource {
  @Override
  public boolean exists() {
    return false;
  }

  @Override
  public void start(Set<WatchedKey> keys, Consumer<EtcdSnapshot> listener) {
    // Nothing will ever come.
  }

  @Override
  public void watch(Set<WatchedKey> keys) {
    // There are none.
  }

  @Override
  public Optional<String> problem() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
