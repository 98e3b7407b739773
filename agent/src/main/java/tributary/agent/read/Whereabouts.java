package tributary.agent.read;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.agent.discover.FileKey;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.Scan;
import tributary.agent.read.content.Content;

/** Which file is where, by the latest looks at paths and beside them. Thread: reader. */
final class Whereabouts {
  private Scan scan = new Scan(List.of(), Map.of(), Map.of());
  private Map<String, FileKey> scanned = Map.of();
  private boolean counted;
  private final Map<Path, Map<String, FileKey>> beside = new HashMap<>();

  /** Compressed files of which nothing is to be sent any more, with their size then. */
  private final Map<String, Long> spent = new HashMap<>();

  /** What there is by the latest look at the paths. */
  void scanned(Scan latest) {
    scan = latest;
    counted = false;
    beside.keySet().removeIf(path -> latest.entryOf(path).isEmpty());
  }

  /** What there is beside a path by the latest look there. */
  void beside(Path path, List<FoundFile> siblings) {
    Map<String, FileKey> keys = new HashMap<>();
    siblings.forEach(sibling -> keys.put(sibling.key().text(), sibling.key()));
    beside.put(path, keys);
    if (scan.entries().size() > 0 && beside.values().stream().allMatch(Map::isEmpty)) {
      spent.clear();
    }
  }

  /** Whether an entry names a path. */
  boolean wants(Path path) {
    return scan.entryOf(path).isPresent();
  }

  /** The file at a path. */
  Optional<FoundFile> at(Path path) {
    return Optional.ofNullable(scan.files().get(path));
  }

  /** Whether a content is no longer at its path, or other bytes are under its key. */
  boolean isOrphan(Content content) {
    if (content.isOrphan() || content.isPlaced(scan)) {
      return content.isOrphan();
    }
    boolean placed =
        at(Path.of(content.path())).filter(f -> f.key().agrees(content.key())).isPresent();
    if (placed) {
      content.placed(scan);
    }
    return !placed;
  }

  /** Whether the file at a content's path has less than was read of it. */
  boolean isCut(Content content) {
    return at(Path.of(content.path())).filter(f -> f.size() < content.position()).isPresent();
  }

  /** Whether the very file that holds a content is there under any name. */
  boolean isLocated(Content content) {
    return !content.isOrphan()
        && (isAmong(scannedKeys(), content.key())
            || beside.values().stream().anyMatch(keys -> isAmong(keys, content.key())));
  }

  /** A file that was deleted is not there because a newer one has its inode. */
  private static boolean isAmong(Map<String, FileKey> keys, FileKey key) {
    FileKey there = keys.get(key.text());
    return there != null && there.agrees(key);
  }

  private Map<String, FileKey> scannedKeys() {
    if (!counted) {
      scanned = new HashMap<>();
      scan.files().values().forEach(file -> scanned.put(file.key().text(), file.key()));
      counted = true;
    }
    return scanned;
  }

  /** Nothing of a file is to be sent any more, unless it changes. */
  void spent(FoundFile file) {
    spent.put(file.key().text(), file.size());
  }

  boolean isSpent(FoundFile file) {
    return spent.getOrDefault(file.key().text(), -1L) == file.size();
  }
}
