package tributary.agent.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.core.metrics.Counter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.collect.Glob;
import tributary.common.etcd.EtcdSnapshot;
import tributary.common.etcd.KeyTemplate;
import tributary.common.etcd.WatchedKey;

/** Which keys are followed when the settings file changes while the agent runs. */
class FollowedTemplatesTest {
  @TempDir Path folder;

  @Test
  @DisplayName("C15: a host that was in no group, and so had no key, follows that of its first")
  void firstGroup() throws Exception {
    Path file = Files.writeString(folder.resolve("agent.conf"), "none");
    FakeKeys keys = new FakeKeys();
    try (CollectFollower follower =
        new CollectFollower(
            new Host("web-1", List.of("10.0.0.1"), folder, file, InstantSource.system()),
            inGroup("none"),
            path -> inGroup(text(path)),
            new EntryRules(List.of(Glob.compile("*"))),
            keys,
            entries -> {},
            Counter.builder().name("rejected").build())) {
      follower.start();
      await().untilAsserted(() -> assertThat(keys.followed).containsExactly(Set.of()));

      Files.writeString(file, "web");
      awaitLast(keys, Set.of(WatchedKey.of("/tributary/groups/web")));

      Files.writeString(file, "none");
      awaitLast(keys, Set.of());

      Files.writeString(file, "db");
      awaitLast(keys, Set.of(WatchedKey.of("/tributary/groups/db")));
    }
  }

  private static void awaitLast(FakeKeys keys, Set<WatchedKey> expected) {
    await()
        .untilAsserted(
            () -> assertThat(keys.followed.get(keys.followed.size() - 1)).isEqualTo(expected));
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CollectSettings inGroup(String group) {
    return new CollectSettings(
        group.equals("none") ? Set.of() : Set.of(group),
        List.of(new KeyTemplate("/tributary/groups/{group}")),
        List.of(),
        List.of());
  }

  /** An etcd in which nothing stands. */
  private static final class FakeKeys implements KeySource {
    private final List<Set<WatchedKey>> followed = new CopyOnWriteArrayList<>();
    private Consumer<EtcdSnapshot> listener;

    @Override
    public void start(Set<WatchedKey> keys, Consumer<EtcdSnapshot> to) {
      listener = to;
      watch(keys);
    }

    @Override
    public void watch(Set<WatchedKey> keys) {
      followed.add(keys);
      listener.accept(new EtcdSnapshot(7, 1, keys, new TreeMap<>(), new TreeSet<>()));
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
}
