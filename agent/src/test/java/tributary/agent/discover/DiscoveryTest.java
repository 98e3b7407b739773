package tributary.agent.discover;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/** When it looks: here the system's word alone can be the reason, since an interval is an hour. */
@EnabledOnOs(OS.LINUX)
final class DiscoveryTest {
  @TempDir Path temporary;
  private final AtomicReference<Scan> last =
      new AtomicReference<>(new Scan(List.of(), Map.of(), Map.of()));
  private Path logs;
  private Discovery discovery;

  @BeforeEach
  void start() throws IOException {
    logs = Files.createDirectories(temporary.toRealPath().resolve("logs"));
    PathRules rules = new PathRules(List.of(Glob.compile("/**")), List.of(), List.of());
    discovery = new Discovery(rules, 1000, Duration.ofHours(1), InstantSource.system(), last::set);
    discovery.start();
    discovery.apply(List.of(CollectEntry.of(logs + "/**/*.log", "t")));
  }

  @AfterEach
  void stop() {
    discovery.close();
  }

  /** Writes one file after the other, until one of them is seen: the watch begins at some time. */
  private void someIsSeen(String names) {
    List<Path> files = new ArrayList<>();
    await()
        .until(
            () -> {
              Path file = logs.resolve(names.formatted(files.size()));
              files.add(file);
              Files.createDirectories(file.getParent());
              Files.writeString(file, "line\n");
              return files.stream().anyMatch(last.get().files()::containsKey);
            });
  }

  @Test
  @DisplayName("F6: the system tells of new files, in new folders too: they are looked for at once")
  void told() {
    someIsSeen("%d.log");
    someIsSeen("new-%d/x.log");
  }
}
