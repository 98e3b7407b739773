package tributary.agent.read.open;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.zip.ZipException;
import tributary.agent.discover.FileKey;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.PathRules;
import tributary.agent.identify.Compression;
import tributary.agent.identify.Mark;
import tributary.common.collect.CollectEntry;

/**
 * Opens files, unpacks and lists siblings away from the reader, since all of it may take long. A
 * file that is another before or after the opening than the one that was found is not opened.
 * Results come on its own thread.
 */
public final class Opener implements AutoCloseable {
  /** Milliseconds for which a compressed file must not have changed. */
  public static final long WHOLE_AFTER = 10_000;

  private final SafeOpening opening;
  private final InstantSource clock;
  private final OpenerThread thread;

  public Opener(PathRules rules, InstantSource clock, LongSupplier nanos) {
    this.opening = new SafeOpening(rules);
    this.clock = clock;
    this.thread = new OpenerThread(nanos);
  }

  /** What became of an opening. */
  public interface Result {
    /**
     * It is open.
     *
     * @param namedAfter the file that it is named after, if that is there
     */
    void opened(OpenFile file, Optional<OpenFile> namedAfter);

    void failed(IOException reason);

    /** It takes long, and may never end. */
    void hangs();
  }

  public void open(FoundFile found, Optional<Path> namedAfter, Result result) {
    thread.execute(
        new OpenerThread.Task(
            () -> {
              try {
                OpenFile file = open(found);
                result.opened(file, namedAfter.flatMap(path -> openIfThere(path, found.entry())));
              } catch (IOException e) {
                result.failed(e);
              } catch (RuntimeException e) {
                result.failed(new IOException("opening failed: " + e, e));
              }
            },
            result::hangs));
  }

  private Optional<OpenFile> openIfThere(Path path, CollectEntry entry) {
    try {
      var a = Files.readAttributes(path, BasicFileAttributes.class);
      long modified = a.lastModifiedTime().toMillis();
      return a.isRegularFile()
          ? Optional.of(open(new FoundFile(path, FileKey.of(path, a), a.size(), modified, entry)))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private OpenFile open(FoundFile found) throws IOException {
    boolean packed = Compression.of(found.path()) == Compression.GZIP;
    if (packed && !isWhole(found.path())) {
      throw new NotYet(found.path());
    }
    FileChannel channel = opening.open(found);
    try {
      FileBytes bytes = packed ? new GzipBytes(channel) : new PlainBytes(channel);
      return OpenFile.of(found.path(), found.key(), bytes);
    } catch (EOFException | ZipException e) {
      channel.close();
      throw new NotYet(found.path(), e);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /** Whether it has not changed for a while: its bytes, its name, or who may read it. */
  private boolean isWhole(Path path) throws IOException {
    long changed;
    try {
      changed = ((FileTime) Files.getAttribute(path, "unix:ctime")).toMillis();
    } catch (UnsupportedOperationException | IllegalArgumentException e) {
      changed = Files.getLastModifiedTime(path).toMillis();
    }
    return Math.abs(clock.millis() - changed) >= WHOLE_AFTER;
  }

  /** Unpacks all of a compressed file. */
  public void measure(OpenFile file, GzipBytes bytes, Collection<Mark> marks, Result result) {
    thread.execute(
        new OpenerThread.Task(
            () -> {
              try {
                bytes.measure(marks);
                result.opened(file, Optional.empty());
              } catch (EOFException | ZipException e) {
                result.failed(new NotYet(file.path(), e));
              } catch (IOException e) {
                result.failed(e);
              } catch (RuntimeException e) {
                result.failed(new IOException("unpacking failed: " + e, e));
              }
            },
            () -> {}));
  }

  /** It is another file by now; the next look finds that one. */
  public static final class Replaced extends IOException {
    private static final long serialVersionUID = 1;

    Replaced(Path path) {
      super(path + " was replaced while it was opened");
    }
  }

  /** It is still being compressed, or was cut. */
  public static final class NotYet extends IOException {
    private static final long serialVersionUID = 1;

    NotYet(Path path) {
      super(path + " is still being compressed");
    }

    NotYet(Path path, IOException cause) {
      super(path + " is no whole gzip file: " + cause.getMessage(), cause);
    }
  }

  /** The siblings of a path, oldest first; none if the folder can't be read. */
  public void siblings(Path of, CollectEntry entry, Consumer<List<FoundFile>> result) {
    SiblingList list = new SiblingList(of, entry);
    thread.execute(new OpenerThread.Task(() -> result.accept(list.settled()), () -> {}));
  }

  /** Leaves behind what hangs. */
  public void check() {
    thread.check();
  }

  @Override
  public void close() {
    thread.close();
  }
}
