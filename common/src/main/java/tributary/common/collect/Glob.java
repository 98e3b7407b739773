package tributary.common.collect;

import com.google.re2j.Pattern;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A pattern over absolute paths, or over topics: {@code *} is any run of characters but {@code /},
 * {@code ?} is one, {@code [a-z]} and {@code [!a-z]} are classes, <code>{a,b}</code> alternatives,
 * {@code **} crosses folders ({@code **}{@code /} is any number of them, also none), and a
 * backslash takes the next character as it is. A leading dot is no exception.
 *
 * <p>Compiled to RE2/J, so that matching is linear in the path. Equal to another by its text. Safe
 * for all threads.
 */
public final class Glob {
  /** The longest pattern, in characters; also Linux's limit for a path. */
  public static final int MAX_LENGTH = 4096;

  private final String text;
  private final boolean literal;
  private final boolean crossesFolders;

  /** What every match begins with; most paths are told apart by it alone. */
  private final String prefix;

  private final int mostSlashes;
  private final Pattern paths;
  private final Pattern folders;

  private Glob(String text, List<GlobAlternative> alternatives) {
    this.text = text;
    this.literal = GlobBraces.indexOfMeta(text) < 0;
    this.prefix = prefix(single(text));
    this.crossesFolders = alternatives.stream().anyMatch(GlobAlternative::crossesFolders);
    this.mostSlashes = alternatives.stream().mapToInt(a -> a.names().size() - 1).max().orElse(0);
    List<String> pathRegexes = new ArrayList<>();
    List<String> folderRegexes = new ArrayList<>();
    for (GlobAlternative alternative : alternatives) {
      pathRegexes.add(alternative.pathRegex());
      folderRegexes.add(alternative.folderRegex());
    }
    this.paths = Pattern.compile(String.join("|", pathRegexes), Pattern.DOTALL);
    this.folders = Pattern.compile(String.join("|", folderRegexes), Pattern.DOTALL);
  }

  /**
   * Compiles a pattern. Repeated slashes count as one.
   *
   * @throws IllegalArgumentException if it is none; the message is the rule with the part at fault
   */
  public static Glob compile(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("a glob may not be empty");
    }
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a glob has at most " + MAX_LENGTH + " characters, not " + text.length());
    }
    if (text.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("a glob may not hold the character NUL");
    }
    List<GlobAlternative> alternatives =
        GlobBraces.expand(single(text)).stream().map(GlobAlternative::of).toList();
    return new Glob(text, alternatives);
  }

  /** Repeated slashes count as one. */
  private static String single(String text) {
    return text.replaceAll("/{2,}", "/");
  }

  private static String prefix(String text) {
    int meta = GlobBraces.indexOfMeta(text);
    return meta < 0 ? text : text.substring(0, meta);
  }

  /** The pattern as it was written. */
  public String text() {
    return text;
  }

  /** Whether it matches the whole of an absolute path, or of a topic. */
  public boolean matches(String path) {
    return path.startsWith(prefix)
        && (literal ? path.length() == prefix.length() : paths.matches(path));
  }

  /** Whether it matches the whole of an absolute path. */
  public boolean matches(Path path) {
    return matches(path.toString());
  }

  /**
   * Whether a path that matches may lie below this folder, at any depth; where not, there is no
   * need to look into it.
   */
  public boolean mayMatchBelow(Path folder) {
    String name = folder.toString();
    if (!crossesFolders && folder.getNameCount() >= mostSlashes) {
      return false;
    }
    return folders.matches(name.equals("/") ? "" : name);
  }

  /** The one path that it stands for, if it holds no pattern. */
  public Optional<Path> literal() {
    return literal ? Optional.of(Path.of(text)) : Optional.empty();
  }

  /** The longest folder without a pattern, beneath which all matches lie. */
  public Path root() {
    int slash = prefix.lastIndexOf('/');
    return Path.of(slash <= 0 ? "/" : prefix.substring(0, slash));
  }

  /** Whether it holds {@code **}, so that matches may lie at any depth. */
  public boolean crossesFolders() {
    return crossesFolders;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && text.equals(glob.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
