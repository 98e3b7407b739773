package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The names in one folder that matter to one entry. A folder's own modification time changes with
 * each name that comes, goes or is given to another file (POSIX, {@code open}, {@code rename} and
 * {@code unlink}), so while it stays, names and files are the same as before. Thread: discovery.
 *
 * @param key of the folder
 * @param modified when it was modified last, before it was read
 * @param settled whether that was long enough ago to tell a later change from it
 * @param matches paths that the entry names
 * @param below folders, or links to such, below which matches may lie
 */
record Listing(
    Object key, FileTime modified, boolean settled, Map<Path, Path> matches, List<Path> below) {
  /** Clocks of file systems tick every two seconds at the slowest. */
  private static final long TICK_MILLIS = 3_000;

  /** Which names matter, and which of those are to be looked into. */
  record Wanted(Predicate<Path> matches, Predicate<Path> mayMatchBelow, Predicate<Path> isFolder) {}

  /**
   * A folder that is to be read.
   *
   * @param attributes from before it is read
   * @param tells whether its modification time says that something in it has changed
   * @param earlier what matched there before, and so matches again
   */
  record Folder(
      Path path, BasicFileAttributes attributes, boolean tells, Map<Path, Path> earlier) {}

  /**
   * Reads a folder.
   *
   * @param now in milliseconds since 1970
   */
  static Listing read(Folder folder, Wanted wanted, long now) throws IOException {
    Map<Path, Path> matches = new LinkedHashMap<>();
    List<Path> below = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder.path())) {
      for (Path child : children) {
        Path known = folder.earlier().get(child);
        if (known != null || wanted.matches().test(child)) {
          Path same = known != null ? known : child;
          matches.put(same, same);
        }
        if (wanted.mayMatchBelow().test(child) && wanted.isFolder().test(child)) {
          below.add(child);
        }
      }
    } catch (DirectoryIteratorException e) {
      throw e.getCause();
    }
    FileTime modified = folder.attributes().lastModifiedTime();
    boolean settled = folder.tells() && now - modified.toMillis() > TICK_MILLIS;
    return new Listing(folder.attributes().fileKey(), modified, settled, matches, below);
  }

  /** Whether a folder with these attributes still holds the same names. */
  boolean holds(BasicFileAttributes attributes) {
    return settled
        && key != null
        && key.equals(attributes.fileKey())
        && modified.equals(attributes.lastModifiedTime());
  }

  /** Paths that the entry names. */
  Collection<Path> files() {
    return matches.keySet();
  }
}
