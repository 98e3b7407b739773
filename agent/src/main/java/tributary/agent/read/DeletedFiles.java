package tributary.agent.read;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Which of the files that this process holds open have no name any more, as Linux tells it: a file
 * that was merely moved to another folder has one, and pins nothing. Elsewhere none is known.
 */
final class DeletedFiles {
  private static final Path OPEN = Path.of("/proc/self/fd");

  private DeletedFiles() {}

  /** Their keys. */
  static Set<String> keys() {
    Set<String> deleted = new HashSet<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(OPEN)) {
      for (Path file : open) {
        look(file, deleted);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No such system: nothing is given up.
    }
    return deleted;
  }

  private static void look(Path file, Set<String> deleted) {
    try {
      Map<String, Object> attributes = Files.readAttributes(file, "unix:nlink,fileKey");
      if (attributes.get("nlink") instanceof Integer names && names == 0) {
        deleted.add(String.valueOf(attributes.get("fileKey")));
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      // It was closed meanwhile, or is no file.
    }
  }
}
