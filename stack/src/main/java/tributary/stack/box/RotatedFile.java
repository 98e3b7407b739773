package tributary.stack.box;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A log file that is renamed when it is full, as logrotate does: access.log.1 is the latest, a few
 * are kept. Thread: the writer.
 *
 * @param bytes length at which it is renamed
 * @param kept how many renamed ones stay
 */
record RotatedFile(Path path, long bytes, int kept) {
  void append(String line) throws IOException {
    Files.createDirectories(path.getParent());
    if (Files.exists(path) && Files.size(path) >= bytes) {
      rotate();
    }
    Files.writeString(path, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private void rotate() throws IOException {
    for (int number = kept; number > 1; number--) {
      Path younger = numbered(number - 1);
      if (Files.exists(younger)) {
        Files.move(younger, numbered(number), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Files.move(path, numbered(1), StandardCopyOption.REPLACE_EXISTING);
  }

  private Path numbered(int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
