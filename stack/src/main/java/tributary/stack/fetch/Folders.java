package tributary.stack.fetch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;

/** Folders that are there whole or not at all. */
public final class Folders {
  private Folders() {}

  /** Fills an empty folder. */
  public interface Filling {
    void fill(Path empty) throws IOException;
  }

  /**
   * Makes a folder under a temporary name beside its own, and renames it when it is whole. Several
   * processes may do so at once: the first wins.
   */
  public static Path whole(Path folder, Filling filling) throws IOException {
    if (Files.exists(folder)) {
      return folder;
    }
    Files.createDirectories(folder.getParent());
    Path draft = Files.createTempDirectory(folder.getParent(), folder.getFileName() + ".part-");
    try {
      filling.fill(draft);
      moveUnlessThere(draft, folder);
    } finally {
      delete(draft);
    }
    return folder;
  }

  private static void moveUnlessThere(Path draft, Path folder) throws IOException {
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.exists(folder)) {
        throw e;
      }
    }
  }

  /** Deletes a folder with all that is in it; does nothing if there is none. */
  public static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path left, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(left);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
