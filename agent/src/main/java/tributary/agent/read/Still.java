package tributary.agent.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Files of which nothing is to be read, in folders where the system tells of each write: nobody
 * looks at them until it does, but the look for files, which asks for their size. Thread: reader.
 */
final class Still {
  /** The files of each such folder, by their path. */
  private final Map<String, Map<String, TailedFile>> folders = new HashMap<>();

  /** From now on writes to files of a folder are told. */
  void told(Path folder) {
    folders.putIfAbsent(folder.toString(), new HashMap<>());
  }

  /** No longer. Returns the files that are to be looked at again. */
  Collection<TailedFile> untold(Path folder) {
    Map<String, TailedFile> files = folders.remove(folder.toString());
    List<TailedFile> all = files == null ? List.of() : new ArrayList<>(files.values());
    all.forEach(file -> file.still(null));
    return all;
  }

  /** Whether a file may be left alone, and is from now on. */
  boolean take(TailedFile file) {
    String path = file.content().path();
    Map<String, TailedFile> files = file.isTold() ? folders.get(folder(path)) : null;
    if (files == null || files.putIfAbsent(path, file) != null) {
      return false;
    }
    file.still(path);
    return true;
  }

  /** The file at a path that was written to, if it was left alone. */
  Optional<TailedFile> written(Path path) {
    Map<String, TailedFile> files = folders.get(folder(path.toString()));
    TailedFile file = files == null ? null : files.remove(path.toString());
    if (file != null) {
      file.still(null);
    }
    return Optional.ofNullable(file);
  }

  /** A file is not to be left alone any more; returns whether it was. */
  boolean release(TailedFile file) {
    String path = file.still();
    if (path == null) {
      return false;
    }
    folders.get(folder(path)).remove(path, file);
    file.still(null);
    return true;
  }

  private static String folder(String path) {
    return path.substring(0, Math.max(1, path.lastIndexOf('/')));
  }
}
