package tributary.agent.configure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.prometheus.metrics.core.metrics.Counter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/** An agent without etcd. */
class LocalOnlyTest {
  @TempDir Path folder;

  @Test
  @DisplayName("C19: without etcd the settings file counts at once, and saved keys count no more")
  void localEntriesCountAtOnce() throws Exception {
    CollectEntry local = CollectEntry.of("/var/log/a.log", "a");
    Path saved = Files.writeString(folder.resolve("collected.json"), "not to be read");
    AtomicReference<List<CollectEntry>> applied = new AtomicReference<>();
    try (CollectFollower follower =
        new CollectFollower(
            new Host(
                "web-1", List.of(), folder, folder.resolve("agent.conf"), InstantSource.system()),
            settings(local),
            path -> settings(local),
            new EntryRules(List.of(Glob.compile("*"))),
            new NoKeys(),
            applied::set,
            Counter.builder().name("rejected").build())) {
      follower.start();
      await().untilAsserted(() -> assertThat(follower.status().decided()).isTrue());
      assertThat(applied.get()).containsExactly(local);
      assertThat(follower.problem()).isEmpty();
      assertThat(follower.status().local().warnings()).containsExactly("'colour' is ignored");
      assertThat(follower.asksEtcd()).isFalse();
      assertThat(saved).hasContent("not to be read");
    }
  }

  private static CollectSettings settings(CollectEntry local) {
    return new CollectSettings(Set.of(), List.of(), List.of(local), List.of("'colour' is ignored"));
  }
}
