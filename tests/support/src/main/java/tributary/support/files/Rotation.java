package tributary.support.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPOutputStream;

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
  /** It is renamed to {@code app.log.1} and compressed at once, which becomes app.log.1.gz. */
  COMPRESS {
    @Override
    void shift(Path path) throws IOException {
      Files.move(path, numbered(path, 1));
      gzip(numbered(path, 1));
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
    Path plain = numbered(path, number);
    Path packed = packed(plain);
    if (Files.exists(plain) || Files.exists(packed)) {
      shiftOlder(path, number + 1);
    }
    if (Files.exists(plain)) {
      Files.move(plain, numbered(path, number + 1));
    }
    if (Files.exists(packed)) {
      Files.move(packed, packed(numbered(path, number + 1)));
    }
  }

  /** Compresses a file as gzip does: beside it, with its time, and then it is deleted. */
  public static void gzip(Path path) {
    try {
      try (var out = new GZIPOutputStream(Files.newOutputStream(packed(path)))) {
        Files.copy(path, out);
      }
      Files.setLastModifiedTime(packed(path), Files.getLastModifiedTime(path));
      Files.delete(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What compressing makes of a file. */
  public static Path packed(Path path) {
    return path.resolveSibling(path.getFileName() + ".gz");
  }

  /** The name of the file that was rotated so many times. */
  public static Path numbered(Path path, int number) {
    return path.resolveSibling(path.getFileName() + "." + number);
  }
}
