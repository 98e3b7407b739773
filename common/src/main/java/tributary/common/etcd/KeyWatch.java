package tributary.common.etcd;

import io.etcd.jetcd.Client;
import io.etcd.jetcd.Watch;
import io.etcd.jetcd.options.WatchOption;

/** Opens the watch of one key or directory. */
final class KeyWatch {
  private KeyWatch() {}

  /** Watches from {@code revision}; etcd confirms it, and ends it when its member has no leader. */
  static Watch.Watcher open(Client client, WatchedKey key, long revision, Watch.Listener listener) {
    WatchOption option =
        WatchOption.builder()
            .withRevision(revision)
            .isPrefix(key.directory())
            .withCreateNotify(true)
            .withProgressNotify(true)
            .withRequireLeader(true)
            .build();
    return client.getWatchClient().watch(EtcdConnection.bytes(key.key()), option, listener);
  }
}
