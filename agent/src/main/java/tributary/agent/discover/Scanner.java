package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tributary.common.collect.CollectEntry;

/**
 * Looks through all entries once. What is wrong with one path is that path's problem alone. The
 * real path is resolved and checked when a path shows another file than before. Thread: discovery.
 */
final class Scanner {
  private final PathRules rules;
  private final OwnOutput own;
  private final int maxFiles;
  private Map<Path, Checked> checked = new HashMap<>();

  private Map<Path, Checked> checkedNow;
  private Map<Path, FoundFile> files;
  private Map<String, String> problems;

  private record Checked(FileKey key, Optional<String> problem) {}

  Scanner(PathRules rules, OwnOutput own, int maxFiles) {
    this.rules = rules;
    this.own = own;
    this.maxFiles = maxFiles;
  }

  Scan scan(List<CollectEntry> entries) {
    checkedNow = new HashMap<>();
    files = new LinkedHashMap<>();
    problems = new LinkedHashMap<>();
    for (CollectEntry entry : entries) {
      look(entry);
    }
    checked = checkedNow;
    return new Scan(
        List.copyOf(entries),
        Collections.unmodifiableMap(files),
        Collections.unmodifiableMap(problems));
  }

  private void look(CollectEntry entry) {
    Optional<Path> literal = entry.path().literal();
    if (literal.isPresent()) {
      consider(entry, literal.get());
      return;
    }
    int before = files.size();
    new FolderWalk(
            entry.path(),
            path -> {
              consider(entry, path);
              return withinMax(entry, files.size() - before);
            },
            (folder, e) -> problems.put(folder.toString(), describe(folder, e)))
        .run();
  }

  private boolean withinMax(CollectEntry entry, int count) {
    if (count < maxFiles) {
      return true;
    }
    problems.put(
        entry.path().text(),
        entry.path() + " matches more than read.max-files (" + maxFiles + ") files");
    return false;
  }

  private void consider(CollectEntry entry, Path path) {
    if (Scan.excluded(entry, path)) {
      return;
    }
    FoundFile earlier = files.get(path);
    if (earlier != null) {
      problems.put(
          entry.path().text() + " " + entry.topic(),
          path
              + " is collected by "
              + earlier.entry().path()
              + " into "
              + earlier.entry().topic()
              + "; the later entry for "
              + entry.topic()
              + " is left out");
      return;
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (isFile(entry, path, attributes)) {
        FileKey key = FileKey.of(path, attributes);
        if (allowed(path, key)) {
          long modified = attributes.lastModifiedTime().toMillis();
          files.put(path, new FoundFile(path, key, attributes.size(), modified, entry));
        }
      }
    } catch (NoSuchFileException e) {
      dangling(path);
    } catch (IOException e) {
      problems.put(path.toString(), describe(path, e));
    }
  }

  private void dangling(Path path) {
    if (Files.isSymbolicLink(path)) {
      problems.put(path.toString(), path + " is a link to nothing");
    }
  }

  private boolean isFile(CollectEntry entry, Path path, BasicFileAttributes attributes) {
    if (attributes.isRegularFile()) {
      return true;
    }
    boolean expected = attributes.isDirectory() && entry.path().literal().isEmpty();
    if (!expected) {
      String what = attributes.isDirectory() ? "a folder" : "no regular file";
      problems.put(path.toString(), path + " is " + what);
    }
    return false;
  }

  private boolean allowed(Path path, FileKey key) throws IOException {
    Checked before = checked.get(path);
    Checked now = before != null && before.key().equals(key) ? before : check(path, key);
    checkedNow.put(path, now);
    now.problem().ifPresent(p -> problems.put(path.toString(), p));
    return now.problem().isEmpty();
  }

  private Checked check(Path path, FileKey key) throws IOException {
    if (own.is(key)) {
      return new Checked(key, Optional.of(path + " is where the agent's own log goes"));
    }
    return new Checked(key, rules.problem(path.toRealPath()));
  }

  private static String describe(Path path, IOException e) {
    return e instanceof AccessDeniedException ? path + " may not be read" : path + ": " + e;
  }
}
