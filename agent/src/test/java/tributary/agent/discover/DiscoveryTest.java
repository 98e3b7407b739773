package tributary.agent.discover;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Heard heard = new Heard();
  private Path logs;
  private Discovery discovery;

  @BeforeEach
  void start() throws IOException {
    logs = Files.createDirectories(temporary.toRealPath().resolve("logs"));
    PathRules rules = new PathRules(List.of(Glob.compile("/**")), List.of(), List.of());
    discovery =
        new Discovery(rules, 1000, Duration.ofHours(1), InstantSource.system(), last::set, heard);
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

  @Test
  @DisplayName("F6: the system tells of writes, too, until there are too many of them in a folder")
  void toldOfWrites() throws IOException {
    Path file = Files.writeString(logs.resolve("a.log"), "line\n");
    await().until(() -> heard.folders.contains(logs));
    append(file);
    await().until(() -> heard.files.contains(file));
    await()
        .until(
            () -> {
              for (int i = 0; i < 50; i++) {
                append(file);
              }
              return heard.left.contains(logs);
            });
  }

  private static void append(Path file) throws IOException {
    Files.writeString(file, "another\n", StandardOpenOption.APPEND);
  }

  /** Which folders and files were told of. */
  private static final class Heard implements WriteListener {
    private final Set<Path> folders = ConcurrentHashMap.newKeySet();
    private final Set<Path> left = ConcurrentHashMap.newKeySet();
    private final Set<Path> files = ConcurrentHashMap.newKeySet();

    @Override
    public void told(Path folder) {
      folders.add(folder);
    }

    @Override
    public void untold(Path folder) {
      left.add(folder);
    }

    @Override
    public void written(Path file) {
      files.add(file);
    }
  }
}
