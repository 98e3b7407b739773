package tributary.agent.read.open;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.discover.FileKey;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.PathRules;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/** Only the file that was found is opened. */
final class SafeOpeningTest {
  private final SafeOpening opening =
      new SafeOpening(new PathRules(List.of(Glob.compile("/**")), List.of(), List.of()));

  @TempDir Path folder;

  @Test
  @DisplayName("F4: deleted and begun anew under its inode between the look and the opening")
  void sameInodeOtherBirth() throws IOException {
    Path path = Files.writeString(folder.toRealPath().resolve("app.log"), "a line\n");
    Files.setLastModifiedTime(path, FileTime.fromMillis(1_000));
    FileKey key = FileKey.of(path, Files.readAttributes(path, BasicFileAttributes.class));
    try (var channel = opening.open(found(path, key))) {
      assertThat(channel.isOpen()).isTrue();
    }
    assumeTrue(key.birth() != 0, "no birth times here");
    FileKey before = new FileKey(key.text(), key.birth() - 5);
    assertThatThrownBy(() -> opening.open(found(path, before))).isInstanceOf(Opener.Replaced.class);
  }

  private static FoundFile found(Path path, FileKey key) {
    return new FoundFile(path, key, 7, 1_000, CollectEntry.of(path.toString(), "app"));
  }
}
