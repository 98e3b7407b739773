package tributary.support.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** The ways in which a log file is rotated. */
public enum Rotation {
  /**
   * {@code app.log} becomes {@code app.log.1}, that {@code app.log.2}; nothing is left at the path.
   */
  RENAME {
    @Override
    void shift(Path path) throws IOException {
      Files.move(path, numbered(path, 1));
    }
  },
  /** A copy is made, then the file is cut to nothing. */
  COPY_TRUNCATE {
    @Override
    void shift(Path path) throws IOException {
      Files.copy(path, numbered(path, 1), StandardCopyOption.COPY_ATTRIBUTES);
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.truncate(0);
      }
    }
  },
  /** The file is deleted, and an empty one takes its place. */
  DELETE_CREATE {
    @Override
    void shift(Path path) throws IOException {
      Files.delete(path);
      Files.createFile(path);
    }
  };

  abstract void shift(Path path) throws IOException;

  /** Rotates the file at a path; older ones move on by one number. */
  public void rotate(Path path) {
    try {
      if (this != DELETE_CREATE) {
        shiftOlder(path, 1);
      }
      shift(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void shiftOlder(Path path, int number) throws IOException {
    if (Files.exists(numbered(path, number))) {
      shiftOlder(path, number + 1);
      Files.move(numbered(path, number), numbered(path, number + 1));
    }
  }

  /** The name of the file that was rotated so many times. */
  public static Path numbered(Path path, int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
