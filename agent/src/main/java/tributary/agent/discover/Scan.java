package tributary.agent.discover;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/**
 * What one look through all entries found. Immutable.
 *
 * @param entries in their order of priority
 * @param files by their path
 * @param problems what is wrong with a path or an entry, by its name
 */
public record Scan(
    List<CollectEntry> entries, Map<Path, FoundFile> files, Map<String, String> problems) {

  /** The entry that a path belongs to, whether there is a file or not. */
  public Optional<CollectEntry> entryOf(Path path) {
    FoundFile there = files.get(path);
    return there != null
        ? Optional.of(there.entry())
        : entries.stream().filter(e -> matches(e, path)).findFirst();
  }

  static boolean matches(CollectEntry entry, Path path) {
    return entry.path().matches(path) && !excluded(entry, path);
  }

  static boolean excluded(CollectEntry entry, Path path) {
    for (Glob glob : entry.exclude()) {
      if (glob.matches(path)) {
        return true;
      }
    }
    return false;
  }
}
