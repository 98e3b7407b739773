package tributary.common.etcd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.KeyState;

/** What an agent does with keys: follows them, and remembers each state that was in force. */
final class Follower implements AutoCloseable {
  /** How long to wait for what comes soon, on a loaded machine. */
  static final Duration SOON = Duration.ofMinutes(1);

  private final CollectCodec codec = new CollectCodec();
  private final EtcdConnection connection;
  private final EtcdConfigWatcher watcher;
  private final List<CollectedKeys> states =
      new CopyOnWriteArrayList<>(List.of(CollectedKeys.none()));

  Follower(EtcdConnection connection, String... keys) {
    this.connection = connection;
    this.watcher =
        new EtcdConfigWatcher(
            connection,
            watched(keys),
            snapshot -> states.add(state().apply(snapshot, codec)),
            EtcdFixture.backoff());
    watcher.start();
  }

  static Set<WatchedKey> watched(String... keys) {
    return new LinkedHashSet<>(Stream.of(keys).map(WatchedKey::of).toList());
  }

  static String entry(String topic) {
    return "[{\"path\": \"/var/log/" + topic + "\", \"topic\": \"" + topic + "\"}]";
  }

  EtcdConfigWatcher watcher() {
    return watcher;
  }

  CollectedKeys state() {
    return states.get(states.size() - 1);
  }

  KeyState key(String key) {
    return state().keys().get(key);
  }

  List<CollectedKeys> states() {
    return new ArrayList<>(states);
  }

  List<String> topics() {
    return topics(state());
  }

  static List<String> topics(CollectedKeys state) {
    return state.keys().values().stream()
        .flatMap(key -> key.value().entries().stream())
        .map(CollectEntry::topic)
        .toList();
  }

  void awaitTopics(String... topics) {
    await().atMost(SOON).untilAsserted(() -> assertThat(topics()).containsExactly(topics));
  }

  void awaitConnected() {
    await().atMost(SOON).until(watcher::connected);
  }

  void awaitCut() {
    await().atMost(SOON).until(() -> !watcher.connected());
  }

  /** No value was applied twice: what was seen of a key only goes up. */
  void assertNothingTwice(String key) {
    long before = 0;
    KeyState last = null;
    for (CollectedKeys state : states) {
      KeyState now = state.keys().get(key);
      if (now != null && !now.equals(last)) {
        assertThat(now.seen()).isGreaterThan(before);
        before = now.seen();
        last = now;
      }
    }
  }

  @Override
  public void close() {
    watcher.close();
    connection.close();
  }
}
