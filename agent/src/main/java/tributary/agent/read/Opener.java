package tributary.agent.read;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import tributary.agent.discover.FileKey;
import tributary.agent.discover.FoundFile;
import tributary.agent.identify.Siblings;
import tributary.common.collect.CollectEntry;

/**
 * Opens files and lists siblings away from the reader, since both may take long. A file that is
 * another before or after the opening than the one that was found is not opened. Thread: its own.
 */
final class Opener implements AutoCloseable {
  private static final int MOST_LOOKS = 8;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          run -> {
            Thread created = new Thread(run, "open");
            created.setDaemon(true);
            return created;
          });

  /** What became of an opening. */
  interface Result {
    void opened(OpenFile file);

    void failed(IOException reason);
  }

  void open(FoundFile found, Result result) {
    thread.execute(
        () -> {
          try {
            result.opened(open(found));
          } catch (IOException e) {
            result.failed(e);
          }
        });
  }

  private static OpenFile open(FoundFile found) throws IOException {
    Path real = found.path().toRealPath();
    check(found, real);
    FileChannel channel =
        FileChannel.open(real, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    try {
      check(found, real);
      OpenFile file = new OpenFile(found.path(), found.key(), channel, null);
      return new OpenFile(found.path(), found.key(), channel, file.headNow());
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static void check(FoundFile found, Path real) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()
        || !FileKey.of(real, attributes).text().equals(found.key().text())) {
      throw new Replaced(found.path());
    }
  }

  /** It is another file by now; the next look finds that one. */
  static final class Replaced extends IOException {
    private static final long serialVersionUID = 1;

    Replaced(Path path) {
      super(path + " was replaced while it was opened");
    }
  }

  /** The siblings of a path, oldest first; none if the folder can't be read. */
  void siblings(Path of, CollectEntry entry, Consumer<List<FoundFile>> result) {
    thread.execute(() -> result.accept(siblings(of, entry)));
  }

  /** Names move while a rotation goes on: what two looks in a row agree on is what there is. */
  private static List<FoundFile> siblings(Path of, CollectEntry entry) {
    List<FoundFile> before = List.of();
    for (int look = 0; look < MOST_LOOKS; look++) {
      Optional<List<FoundFile>> found = list(of, entry);
      if (look > 0 && found.isPresent() && found.get().equals(before)) {
        return before;
      }
      before = found.orElse(before);
    }
    return before;
  }

  /** None if one of them vanished meanwhile, or the folder can't be read. */
  private static Optional<List<FoundFile>> list(Path of, CollectEntry entry) {
    Siblings names = Siblings.of(of);
    List<FoundFile> found = new ArrayList<>();
    try (DirectoryStream<Path> folder = Files.newDirectoryStream(of.getParent(), names::contains)) {
      for (Path path : folder) {
        BasicFileAttributes a =
            Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (a.isRegularFile()) {
          long modified = a.lastModifiedTime().toMillis();
          found.add(new FoundFile(path, FileKey.of(path, a), a.size(), modified, entry));
        }
      }
    } catch (IOException | DirectoryIteratorException e) {
      return Optional.empty();
    }
    found.sort(Comparator.comparingLong(FoundFile::modified).thenComparing(FoundFile::path));
    return Optional.of(found);
  }

  @Override
  public void close() {
    thread.shutdown();
  }
}
