package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/**
 * Looks through all entries once. What is wrong with one path is that path's problem alone. The
 * real path is resolved and checked when a path shows another file than before. What can't have
 * changed since the last look is not asked for again, but for every tenth look, which trusts in
 * nothing. Thread: discovery.
 */
final class Scanner {
  private static final int TRUSTING = 10;

  private final PathRules rules;
  private final OwnOutput own;
  private final int maxFiles;
  private final InstantSource clock;
  private final TellingStores stores = new TellingStores();
  private final Map<Pattern, FolderWalk> walks = new HashMap<>();
  private Map<Path, KnownPath> before = Map.of();
  private int round;

  private Map<Path, KnownPath> known;
  private Map<Path, FoundFile> files;
  private Map<String, String> problems;
  private FolderWalk.Look look;

  /** Which paths an entry names. */
  private record Pattern(Glob path, List<Glob> exclude) {}

  Scanner(PathRules rules, OwnOutput own, int maxFiles, InstantSource clock) {
    this.rules = rules;
    this.own = own;
    this.maxFiles = maxFiles;
    this.clock = clock;
  }

  Scan scan(List<CollectEntry> entries) {
    look = new FolderWalk.Look(round % TRUSTING == 0, clock.millis());
    known = new HashMap<>(before.size() * 2);
    files = new LinkedHashMap<>(before.size() * 2);
    problems = new LinkedHashMap<>();
    walks.keySet().retainAll(entries.stream().map(Scanner::pattern).toList());
    for (CollectEntry entry : entries) {
      look(entry);
    }
    before = known;
    round++;
    return new Scan(
        List.copyOf(entries),
        Collections.unmodifiableMap(files),
        Collections.unmodifiableMap(problems));
  }

  /** The folders in which something that comes or goes matters. */
  Set<Path> folders(List<CollectEntry> entries) {
    Set<Path> folders = new HashSet<>();
    walks.values().forEach(walk -> folders.addAll(walk.folders()));
    for (CollectEntry entry : entries) {
      entry.path().literal().map(Path::getParent).ifPresent(folders::add);
    }
    return folders;
  }

  private static Pattern pattern(CollectEntry entry) {
    return new Pattern(entry.path(), entry.exclude());
  }

  private void look(CollectEntry entry) {
    Optional<Path> literal = entry.path().literal();
    if (literal.isPresent()) {
      if (!Scan.excluded(entry, literal.get())) {
        consider(entry, literal.get(), true);
      }
      return;
    }
    int already = files.size();
    walks
        .computeIfAbsent(pattern(entry), p -> new FolderWalk(entry, stores))
        .run(
            look,
            new FolderWalk.Visitor() {
              @Override
              public boolean match(Path path, boolean changed) {
                consider(entry, path, changed);
                return withinMax(entry, files.size() - already);
              }

              @Override
              public void unreadable(Path folder, IOException e) {
                problems.put(folder.toString(), describe(folder, e));
              }
            });
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

  private void consider(CollectEntry entry, Path path, boolean changed) {
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
    KnownPath last = before.get(path);
    if (!changed && last != null && last.rests(entry, round, look.time())) {
      keep(path, last);
      return;
    }
    try {
      BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
      if (isFile(entry, path, attributes)) {
        keep(path, seen(entry, path, attributes, last));
      }
    } catch (NoSuchFileException e) {
      dangling(path);
    } catch (IOException e) {
      problems.put(path.toString(), describe(path, e));
    }
  }

  private void keep(Path path, KnownPath now) {
    known.put(path, now);
    if (now.problem().isPresent()) {
      problems.put(path.toString(), now.problem().get());
    } else {
      files.put(path, now.file());
    }
  }

  private KnownPath seen(
      CollectEntry entry, Path path, BasicFileAttributes attributes, KnownPath last)
      throws IOException {
    if (last != null && last.isStill(attributes, entry)) {
      return last;
    }
    FileTime modified = attributes.lastModifiedTime();
    FileKey key = FileKey.of(path, attributes);
    FoundFile file = new FoundFile(path, key, attributes.size(), modified.toMillis(), entry);
    if (last != null && last.isSame(attributes) && last.file().key().equals(key)) {
      return new KnownPath(file, attributes.fileKey(), modified, last.problem(), last.linked());
    }
    Path real = path.toRealPath();
    return new KnownPath(
        file, attributes.fileKey(), modified, problem(key, path, real), !real.equals(path));
  }

  private Optional<String> problem(FileKey key, Path path, Path real) {
    if (!canBeNamed(path.toString())) {
      return Optional.of(
          path + " has a name for which this agent's locale has no bytes: LC_ALL=C.UTF-8 has them");
    }
    return own.is(key)
        ? Optional.of(path + " is where the agent's own log goes")
        : rules.problem(real);
  }

  /**
   * Whether a path can be asked for by its text, as the journal keeps it. In some locales (POSIX)
   * Java has no bytes for most characters.
   */
  static boolean canBeNamed(String path) {
    try {
      return Path.of(path).isAbsolute();
    } catch (InvalidPathException e) {
      return false;
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

  private static String describe(Path path, IOException e) {
    return e instanceof AccessDeniedException ? path + " may not be read" : path + ": " + e;
  }
}
