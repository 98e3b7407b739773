package tributary.agent.read.content;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import tributary.agent.discover.FileKey;
import tributary.common.kafka.FileId;

/** All contents that are known, by what they are looked for. Thread: reader. */
public final class Contents {
  private final Map<FileId, Content> all = new LinkedHashMap<>();
  private final Map<String, Content> byKey = new HashMap<>();
  private final Map<String, Content> lastAt = new HashMap<>();
  private final Map<Path, Set<Content>> loose = new HashMap<>();
  private final Set<Content> moving = new LinkedHashSet<>();
  private final Set<Content> waiting = new LinkedHashSet<>();

  public void add(Content content) {
    all.put(content.known().id(), content);
    index(content);
    loosen(content);
  }

  /** No file is open for it any more: it may turn up anywhere in its folder. */
  public void loosen(Content content) {
    loose.computeIfAbsent(folder(content), f -> new LinkedHashSet<>()).add(content);
  }

  /** A file is open for it. */
  public void hold(Content content) {
    Set<Content> others = loose.getOrDefault(folder(content), Set.of());
    if (!others.isEmpty()) {
      others.remove(content);
    }
  }

  /** What is known of a content has changed: its key, its path, or its head. */
  public void changed(Content content, Known known) {
    byKey.remove(content.key().text(), content);
    boolean wasLoose = loose.getOrDefault(folder(content), new HashSet<>()).remove(content);
    content.known(known);
    index(content);
    if (wasLoose) {
      loosen(content);
    }
  }

  /** What was under its key before is not any more: other bytes took its place. */
  private void index(Content content) {
    Content before = byKey.put(content.key().text(), content);
    if (before != null && before != content) {
      before.orphan(true);
    }
    lastAt.put(content.path(), content);
  }

  private static Path folder(Content content) {
    return Path.of(content.path()).getParent();
  }

  /** It is known no more. */
  public void forget(Content content) {
    all.remove(content.known().id());
    byKey.remove(content.key().text(), content);
    lastAt.remove(content.path(), content);
    looseIn(folder(content)).remove(content);
    moving.remove(content);
    waiting.remove(content);
  }

  /** Other bytes are under its key now. */
  public void orphan(Content content) {
    byKey.remove(content.key().text(), content);
    content.orphan(true);
  }

  public Optional<Content> underKey(FileKey key) {
    return Optional.ofNullable(byKey.get(key.text()));
  }

  /** The content that was seen last at a path. */
  public Optional<Content> lastAt(Path path) {
    return Optional.ofNullable(lastAt.get(path.toString()));
  }

  /** Those of a folder that no file is open for. */
  public Set<Content> looseIn(Path folder) {
    return loose.getOrDefault(folder, new LinkedHashSet<>());
  }

  /** Something of it is about to be read. */
  public void moves(Content content) {
    moving.add(content);
  }

  /** Those of which something was read that is not yet acknowledged and taken to be written. */
  public Set<Content> moving() {
    return moving;
  }

  /** It waits until others have had their turn. */
  public void await(Content content, long now) {
    waiting.add(content);
    content.turn().begin(now);
  }

  /** It has its turn, or waits no more. Returns since when something of it was unread, if so. */
  public OptionalLong waitsNoMore(Content content) {
    waiting.remove(content);
    return content.turn().end();
  }

  /** Those that wait for their turn. */
  public Collection<Content> waiting() {
    return waiting;
  }

  public Collection<Content> all() {
    return all.values();
  }
}
