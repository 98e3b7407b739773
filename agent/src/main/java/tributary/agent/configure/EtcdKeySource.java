package tributary.agent.configure;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.common.etcd.EtcdConfigWatcher;
import tributary.common.etcd.EtcdConnection;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.WatchedKey;
import tributary.common.lifecycle.Backoff;

/** The keys as etcd has them. */
public final class EtcdKeySource implements KeySource {
  private final EtcdConnection connection;
  private final Backoff backoff;
  private final Runnable otherCluster;
  private volatile EtcdConfigWatcher watcher;

  /** Thread: the watcher's. */
  private long cluster;

  /**
   * @param connection stays the caller's to close
   * @param backoff between attempts; the source's from now on
   * @param otherCluster called when another cluster has taken etcd's place; hands over and returns
   */
  public EtcdKeySource(EtcdConnection connection, Backoff backoff, Runnable otherCluster) {
    this.connection = connection;
    this.backoff = backoff;
    this.otherCluster = otherCluster;
  }

  @Override
  public void start(Set<WatchedKey> keys, Consumer<EtcdSnapshot> listener) {
    watcher =
        new EtcdConfigWatcher(
            connection,
            keys,
            snapshot -> {
              if (cluster != 0 && cluster != snapshot.clusterId()) {
                otherCluster.run();
              }
              cluster = snapshot.clusterId();
              listener.accept(snapshot);
            },
            backoff);
    watcher.start();
  }

  @Override
  public void watch(Set<WatchedKey> keys) {
    watcher.watch(keys);
  }

  @Override
  public Optional<String> problem() {
    return watcher == null ? Optional.of("not started yet") : watcher.problem();
  }

  @Override
  public void close() {
    if (watcher != null) {
      watcher.close();
    }
  }
}
