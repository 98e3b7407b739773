package tributary.stack.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that are there whole or not at all. */
class FoldersTest {
  @Test
  @DisplayName("a folder that could not be filled is not there, and leaves no draft")
  void leavesNothingBehind(@TempDir Path parent) {
    assertThatThrownBy(
            () ->
                Folders.whole(
                    parent.resolve("etcd"),
                    draft -> {
                      Files.writeString(draft.resolve("half"), "x");
                      throw new IOException("cut off");
                    }))
        .hasMessage("cut off");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  @DisplayName("of two that fill the same folder the first wins")
  void firstWins(@TempDir Path parent) throws IOException {
    Path folder = parent.resolve("etcd");

    Folders.whole(
        folder,
        draft -> {
          Files.writeString(draft.resolve("a"), "second");
          Folders.whole(folder, other -> Files.writeString(other.resolve("a"), "first"));
        });

    assertThat(folder.resolve("a")).hasContent("first");
    assertThat(parent).isDirectoryNotContaining(file -> !file.equals(folder));
  }

  @Test
  @DisplayName("a project is found from a folder below it")
  void findsTheProject(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("stack/servers"));
    Files.createFile(folder.resolve("stack/servers/pom.xml"));
    Path classes = folder.resolve("stack/target/classes");

    assertThat(ProjectRoot.above(classes).path()).isEqualTo(folder);
    assertThatThrownBy(() -> ProjectRoot.above(Path.of("/nowhere")))
        .hasMessageContaining("-Dtributary.root=FOLDER");
  }
}
