package tributary.agent.read.open;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private static final int OPENINGS = 2_000;

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

  @Test
  @DisplayName("F14: a folder on the way becomes a link, back and forth: nothing else is opened")
  void folderSwapped() throws Exception {
    Path base = folder.toRealPath();
    Path logs = Files.createDirectory(base.resolve("logs"));
    Path path = Files.writeString(logs.resolve("app.log"), "a line\n");
    Path secrets = Files.createDirectory(base.resolve("secrets"));
    Files.writeString(secrets.resolve("app.log"), "secret\n");
    FoundFile found = found(path);
    AtomicBoolean over = new AtomicBoolean();
    CompletableFuture<Void> swapping =
        CompletableFuture.runAsync(
            () -> swap(logs, secrets, over), task -> new Thread(task).start());
    int opened = 0;
    for (int i = 0; i < OPENINGS; i++) {
      try (FileChannel channel = opening.open(found)) {
        assertThat(text(channel)).isEqualTo("a line\n");
        opened++;
      } catch (Opener.Replaced | NoSuchFileException e) {
        // It was swapped: so be it.
        assertThat(e).isNotNull();
      }
    }
    over.set(true);
    swapping.get();
    try (FileChannel channel = opening.open(found)) {
      assertThat(text(channel)).as("%d were opened before", opened).isEqualTo("a line\n");
    }
  }

  /** The folder is where it was at the end. */
  private static void swap(Path logs, Path secrets, AtomicBoolean over) {
    Path aside = logs.resolveSibling("aside");
    try {
      while (!over.get()) {
        Files.move(logs, aside);
        Files.createSymbolicLink(logs, secrets);
        Files.delete(logs);
        Files.move(aside, logs);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(100);
    channel.read(bytes);
    return UTF_8.decode(bytes.flip()).toString();
  }

  @Test
  @DisplayName("F14: moved to where it may not be read, with a link in its folder's place: refused")
  void movedToADeniedFolder() throws IOException {
    Path base = folder.toRealPath();
    Path logs = Files.createDirectory(base.resolve("logs"));
    FoundFile found = found(Files.writeString(logs.resolve("app.log"), "a line\n"));
    Path denied = Files.move(logs, base.resolve("denied"));
    Files.createSymbolicLink(logs, denied);
    Glob deny = Glob.compile(denied + "/**");
    var rules = new PathRules(List.of(Glob.compile("/**")), List.of(deny), List.of());
    assertThatThrownBy(() -> new SafeOpening(rules).open(found))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  @DisplayName("F14: a FIFO in the file's place by the time it is opened: the opening ends")
  void fifoInItsPlace() throws Exception {
    Path path = Files.writeString(folder.toRealPath().resolve("app.log"), "a line\n");
    FoundFile found = found(path);
    Files.delete(path);
    assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
    assertThatThrownBy(() -> opening.open(found)).isInstanceOf(Opener.Replaced.class);
  }

  private static FoundFile found(Path path) throws IOException {
    return found(path, FileKey.of(path, Files.readAttributes(path, BasicFileAttributes.class)));
  }

  private static FoundFile found(Path path, FileKey key) {
    return new FoundFile(path, key, 7, 1_000, CollectEntry.of(path.toString(), "app"));
  }
}
