package tributary.transfer;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import tributary.common.etcd.EtcdConfigWatcher;
import tributary.common.etcd.EtcdConnection;
import tributary.common.etcd.EtcdSettings;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.WatchedKey;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.Closer;
import tributary.transfer.consume.NamedTopics;

/** Follows what etcd names. Thread: any; the watchers have their own. */
final class EtcdTopics implements AutoCloseable {

  private final Closer closer = new Closer();
  private final EtcdConfigWatcher directory;
  private final Optional<EtcdConfigWatcher> entries;

  EtcdTopics(EtcdSettings settings, List<String> prefixes, NamedTopics names) throws IOException {
    EtcdConnection etcd = closer.register(EtcdConnection.connect(settings));
    directory = watcher(etcd, Set.of(NamedTopics.DIRECTORY), names::directory);
    Set<WatchedKey> keys = keys(prefixes);
    entries = keys.isEmpty() ? Optional.empty() : Optional.of(watcher(etcd, keys, names::entries));
  }

  /** All keys that begin so: those below a folder, or a single one and what begins like it. */
  static Set<WatchedKey> keys(List<String> prefixes) {
    Set<WatchedKey> keys = new LinkedHashSet<>();
    for (String prefix : prefixes) {
      keys.add(WatchedKey.of(prefix));
      keys.add(new WatchedKey(prefix, true));
    }
    return keys;
  }

  private EtcdConfigWatcher watcher(
      EtcdConnection etcd, Set<WatchedKey> keys, Consumer<EtcdSnapshot> listener) {
    Backoff backoff =
        new Backoff(Duration.ofMillis(500), Duration.ofSeconds(10), RandomGenerator.getDefault());
    return closer.register(new EtcdConfigWatcher(etcd, keys, listener, backoff));
  }

  void start() {
    directory.start();
    entries.ifPresent(EtcdConfigWatcher::start);
  }

  /** Why etcd can't be followed, empty if it can. */
  String problem() {
    return Stream.concat(directory.problem().stream(), entries.flatMap(w -> w.problem()).stream())
        .findFirst()
        .map(words -> "etcd: " + words)
        .orElse("");
  }

  @Override
  public void close() {
    closer.close();
  }
}
