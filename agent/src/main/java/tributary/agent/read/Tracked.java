package tributary.agent.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.agent.discover.FileKey;
import tributary.agent.read.content.Content;

/** The files that are open: at their path, or held because they were rotated. Thread: reader. */
final class Tracked {
  private final Map<Path, TailedFile> atPath = new LinkedHashMap<>();
  private final Set<TailedFile> rotated = new LinkedHashSet<>();
  private final Map<String, TailedFile> byKey = new HashMap<>();

  void put(Path path, TailedFile file) {
    atPath.put(path, file);
    byKey.put(file.file().key().text(), file);
  }

  void hold(TailedFile file) {
    rotated.add(file);
    byKey.put(file.file().key().text(), file);
  }

  void remove(TailedFile file) {
    if (!atPath.remove(Path.of(file.content().path()), file)) {
      atPath.values().remove(file);
    }
    rotated.remove(file);
    byKey.remove(file.file().key().text(), file);
  }

  Optional<TailedFile> at(Path path) {
    return Optional.ofNullable(atPath.get(path));
  }

  Optional<TailedFile> under(FileKey key) {
    return Optional.ofNullable(byKey.get(key.text()));
  }

  boolean holds(Content content) {
    TailedFile file = byKey.get(content.key().text());
    return file != null && file.content() == content;
  }

  /** Those at their paths that are not among others. */
  Map<Path, TailedFile> without(Set<TailedFile> others) {
    Map<Path, TailedFile> rest = new LinkedHashMap<>();
    atPath.forEach(
        (path, file) -> {
          if (!others.contains(file)) {
            rest.put(path, file);
          }
        });
    return rest;
  }

  /** A copy of those at their paths. */
  Map<Path, TailedFile> byPath() {
    return new LinkedHashMap<>(atPath);
  }

  /** Those at their paths, as they are; the longest there first. */
  Collection<TailedFile> atPaths() {
    return atPath.values();
  }

  int countAtPaths() {
    return atPath.size();
  }

  /** Those that were rotated, the earliest first. */
  List<TailedFile> held() {
    return new ArrayList<>(rotated);
  }

  Collection<TailedFile> all() {
    return byKey.values();
  }
}
