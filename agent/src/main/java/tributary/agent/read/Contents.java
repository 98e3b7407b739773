package tributary.agent.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.agent.discover.FileKey;
import tributary.common.kafka.FileId;

/** All contents that are known, by what they are looked for. Thread: reader. */
final class Contents {
  private final Map<FileId, Content> all = new LinkedHashMap<>();
  private final Map<String, Content> byKey = new HashMap<>();
  private final Map<String, Content> lastAt = new HashMap<>();
  private final Map<Path, List<Content>> byFolder = new HashMap<>();

  void add(Content content) {
    all.put(content.known().id(), content);
    byFolder.computeIfAbsent(folder(content), f -> new ArrayList<>()).add(content);
    index(content);
  }

  /** What is known of a content has changed: its key, its path, or its head. */
  void changed(Content content, Known known) {
    byKey.remove(content.key().text(), content);
    byFolder.getOrDefault(folder(content), new ArrayList<>()).remove(content);
    content.known(known);
    byFolder.computeIfAbsent(folder(content), f -> new ArrayList<>()).add(content);
    index(content);
  }

  private void index(Content content) {
    byKey.put(content.key().text(), content);
    lastAt.put(content.path(), content);
  }

  private static Path folder(Content content) {
    return Path.of(content.path()).getParent();
  }

  /** Other bytes are under its key now. */
  void orphan(Content content) {
    byKey.remove(content.key().text(), content);
    content.orphan(true);
  }

  Optional<Content> underKey(FileKey key) {
    return Optional.ofNullable(byKey.get(key.text()));
  }

  /** The content that was seen last at a path. */
  Optional<Content> lastAt(Path path) {
    return Optional.ofNullable(lastAt.get(path.toString()));
  }

  List<Content> in(Path folder) {
    return byFolder.getOrDefault(folder, List.of());
  }

  Collection<Content> all() {
    return all.values();
  }
}
