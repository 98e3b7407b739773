package tributary.agent.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The data folder while this agent has it. A second agent on it would send everything twice under
 * other ids, so it is locked. A folder that can't be written (read-only, full) is no reason not to
 * start: nobody else can write there either.
 */
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final Optional<FileChannel> lock;

  private DataFolder(Path path, Optional<FileChannel> lock) {
    this.path = path;
    this.lock = lock;
  }

  /** Another agent has it. */
  public static final class InUse extends Exception {
    private static final long serialVersionUID = 1;

    InUse(Path path) {
      super("another agent runs on the data folder " + path);
    }
  }

  /**
   * Creates the folder if need be, and locks it.
   *
   * @throws InUse if another agent has it
   */
  public static DataFolder open(Path path) throws InUse {
    FileChannel channel = null;
    try {
      Files.createDirectories(path);
      channel =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw closed(channel, path);
      }
      return new DataFolder(path, Optional.of(channel));
    } catch (OverlappingFileLockException e) {
      throw closed(channel, path);
    } catch (IOException e) {
      return new DataFolder(path, Optional.empty());
    }
  }

  private static InUse closed(FileChannel channel, Path path) {
    InUse inUse = new InUse(path);
    try {
      channel.close();
    } catch (IOException e) {
      inUse.addSuppressed(e);
    }
    return inUse;
  }

  /** Where it is. */
  public Path path() {
    return path;
  }

  /** Where it really is, links resolved; as it was given where that can't be told. */
  public Path real() {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath();
    }
  }

  /** A file in it. */
  public Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() throws IOException {
    if (lock.isPresent()) {
      lock.get().close();
    }
  }
}
