package tributary.stack.box;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of earlier runs. */
class BoxStateTest {
  @Test
  @DisplayName("what is written is read again; no file means that nothing runs")
  void readsWhatWasWritten(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("box.state");
    assertThat(BoxState.read(file).entries()).isEmpty();
    BoxState state = new BoxState(List.of(new BoxState.Entry("etcd", 42, "127.0.0.1:2379")));

    state.write(file);

    assertThat(BoxState.read(file)).isEqualTo(state);
  }

  @Test
  @DisplayName("a process id of an earlier run that is another program's now is not waited for")
  void ignoresStaleProcessIds() throws IOException {
    // Process 1 is neither a java nor an etcd.
    BoxState stale = new BoxState(List.of(new BoxState.Entry("agent", 1, "127.0.0.1:7071")));

    assertThat(Processes.awaitEnd(stale, Duration.ZERO)).isTrue();
  }

  @Test
  @DisplayName("a lock file that nobody holds means that nothing runs")
  void ignoresAStaleLockFile(@TempDir Path folder) throws IOException {
    BoxLock lock = new BoxLock(folder.resolve("box.lock"));
    Files.createFile(lock.file());

    assertThat(lock.held()).isFalse();
    try (FileLock held = lock.take().orElseThrow()) {
      assertThat(held.isValid()).isTrue();
    }
  }

  @Test
  @DisplayName("paths in settings are quoted")
  void quotes() {
    assertThat(BoxSettings.quoted("/a \"b\"\\c")).isEqualTo("\"/a \\\"b\\\"\\\\c\"");
  }
}
