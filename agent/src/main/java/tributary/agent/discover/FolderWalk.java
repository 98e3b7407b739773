package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/**
 * Goes through the folders in which an entry's matches may lie, and through no others; again and
 * again, and reads only those that have changed since the last time. {@code **} follows no links to
 * folders, so there are no circles. Thread: discovery.
 */
final class FolderWalk {
  private static final LinkOption[] NO_LINKS = {LinkOption.NOFOLLOW_LINKS};
  private static final LinkOption[] LINKS = {};

  private final Glob glob;
  private final TellingStores stores;
  private final Listing.Wanted wanted;
  private Map<Path, Listing> before = Map.of();
  private Map<Path, Listing> now = Map.of();
  private Look look;
  private Visitor visitor;

  /**
   * One look.
   *
   * @param anew whether folders are read that don't seem to have changed, too
   * @param time in milliseconds since 1970
   */
  record Look(boolean anew, long time) {}

  /** Hears what is found. */
  interface Visitor {
    /**
     * A match, perhaps a folder.
     *
     * @param changed whether it may be another file than at the last look
     * @return false to end the walk
     */
    boolean match(Path path, boolean changed);

    /** A folder that can't be looked into. */
    void unreadable(Path folder, IOException e);
  }

  FolderWalk(CollectEntry entry, TellingStores stores) {
    this.glob = entry.path();
    this.stores = stores;
    this.wanted =
        new Listing.Wanted(
            path -> Scan.matches(entry, path),
            glob::mayMatchBelow,
            path -> Files.isDirectory(path, options(path)));
  }

  /** Goes through all. */
  void run(Look at, Visitor told) {
    look = at;
    visitor = told;
    before = now;
    now = new HashMap<>();
    enter(glob.root());
  }

  /** The folders that were looked into the last time. */
  Set<Path> folders() {
    return now.keySet();
  }

  private LinkOption[] options(Path folder) {
    return glob.crossesFolders() && !folder.equals(glob.root()) ? NO_LINKS : LINKS;
  }

  private boolean enter(Path folder) {
    try {
      var attributes = Files.readAttributes(folder, BasicFileAttributes.class, options(folder));
      return !attributes.isDirectory() || walk(folder, attributes);
    } catch (NoSuchFileException e) {
      return true;
    } catch (IOException e) {
      visitor.unreadable(folder, e);
      return true;
    }
  }

  private boolean walk(Path folder, BasicFileAttributes attributes) throws IOException {
    Listing known = before.get(folder);
    boolean changed = known == null || look.anew() || !known.holds(attributes);
    Listing listing = changed ? read(folder, attributes, known) : known;
    now.put(folder, listing);
    for (Path path : listing.files()) {
      if (!visitor.match(path, changed)) {
        return false;
      }
    }
    for (Path below : listing.below()) {
      if (!enter(below)) {
        return false;
      }
    }
    return true;
  }

  private Listing read(Path folder, BasicFileAttributes attributes, Listing known)
      throws IOException {
    Map<Path, Path> earlier = known == null ? Map.of() : known.matches();
    boolean tells = stores.tells(folder, attributes.fileKey());
    return Listing.read(
        new Listing.Folder(folder, attributes, tells, earlier), wanted, look.time());
  }
}
