package tributary.agent.configure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.common.settings.SettingsException;

/** Following the settings file. The reader takes each line for a group, but none that is "bad". */
class LocalFileTest {
  @TempDir Path folder;
  private Path path;
  private LocalFile file;

  @BeforeEach
  void start() throws IOException {
    path = folder.resolve("agent.conf");
    Files.writeString(path, "first");
    file = new LocalFile(path, groups("first"), LocalFileTest::read);
    settle();
  }

  @Test
  @DisplayName(
      "C15: a file that is replaced or rewritten in two steps is taken once it has settled")
  void takesChanges() throws IOException {
    Files.writeString(path, "");
    assertThat(file.look()).isFalse();
    Files.writeString(path, "se");
    assertThat(file.look()).isFalse();
    Files.writeString(path, "second");
    assertThat(file.look()).isFalse();
    assertThat(file.look()).isTrue();
    assertThat(file.settings()).isEqualTo(groups("second"));
    assertThat(file.problem()).isEmpty();
    assertThat(settle()).isFalse();
  }

  @Test
  @DisplayName("C15: what is broken, emptied or gone leaves the last good settings, visibly")
  void keepsTheLastGood() throws IOException {
    Files.writeString(path, "bad");
    assertThat(settle()).isTrue();
    assertThat(file.problem()).contains("agent.conf:1: bad");
    Files.writeString(path, " \n");
    settle();
    assertThat(file.problem()).contains("the file is empty");
    Files.delete(path);
    settle();
    assertThat(file.problem().orElseThrow()).contains("can't be read");
    assertThat(file.settings()).isEqualTo(groups("first"));
    Files.writeString(path, "first");
    settle();
    assertThat(file.problem()).isEmpty();
  }

  private boolean settle() {
    boolean first = file.look();
    return file.look() || first;
  }

  private static CollectSettings groups(String text) {
    return new CollectSettings(Set.copyOf(text.lines().toList()), List.of(), List.of(), List.of());
  }

  private static CollectSettings read(Path path) throws SettingsException {
    try {
      String text = Files.readString(path);
      if (text.contains("bad")) {
        throw new SettingsException(List.of("agent.conf:1: bad"));
      }
      return groups(text);
    } catch (IOException e) {
      throw new SettingsException(List.of(e.toString()));
    }
  }
}
