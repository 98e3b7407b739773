package tributary.agent.identify;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which names rotation gives a file: its own with digits or a date after {@code .}, {@code -} or
 * {@code _}, before or after the extension, in the same folder, and how it is compressed after
 * that.
 */
public final class Siblings {
  private static final String NUMBER = "[._-][0-9][0-9._:T-]*";
  private static final String COMPRESSED = "(?:\\.(?:gz|xz|zst|bz2))?";
  private static final Pattern ROTATED =
      Pattern.compile("(.+?)" + NUMBER + "(\\.[^.]*[^.0-9][^.]*)?");
  private static final Pattern PACKED = Pattern.compile("(.+)\\.(?:gz|xz|zst|bz2)");

  private final Path folder;
  private final Pattern names;

  private Siblings(Path file) {
    this.folder = file.getParent();
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String after = Pattern.quote(name) + NUMBER;
    String before =
        dot > 0
            ? "|"
                + Pattern.quote(name.substring(0, dot))
                + NUMBER
                + Pattern.quote(name.substring(dot))
            : "";
    this.names = Pattern.compile("(?:" + after + before + ")" + COMPRESSED);
  }

  /** The siblings of a file. */
  public static Siblings of(Path file) {
    return new Siblings(file);
  }

  /** Whether a path is one of them. */
  public boolean contains(Path path) {
    return folder.equals(path.getParent())
        && names.matcher(path.getFileName().toString()).matches();
  }

  /** Whether one is a sibling of the other, or both are of a third. */
  static boolean areRelated(String one, String other) {
    if (isSibling(one, other) || isSibling(other, one)) {
      return true;
    }
    Set<Path> bases = namedAfter(Path.of(one));
    bases.retainAll(namedAfter(Path.of(other)));
    return !bases.isEmpty();
  }

  static boolean isSibling(String path, String of) {
    return of(Path.of(of)).contains(Path.of(path));
  }

  /** Which files a path may be a sibling of, the likeliest first; none if it has no such name. */
  public static Set<Path> namedAfter(Path path) {
    Set<Path> bases = new LinkedHashSet<>();
    String name = path.getFileName().toString();
    Matcher packed = PACKED.matcher(name);
    String plain = packed.matches() ? packed.group(1) : name;
    Matcher rotated = ROTATED.matcher(plain);
    if (rotated.matches()) {
      String extension = Optional.ofNullable(rotated.group(2)).orElse("");
      bases.add(path.resolveSibling(rotated.group(1) + extension));
    }
    for (int at = plain.length() - 1; at > 0; at--) {
      Path base = path.resolveSibling(plain.substring(0, at));
      if ("._-".indexOf(plain.charAt(at)) >= 0 && of(base).contains(path)) {
        bases.add(base);
      }
    }
    return bases;
  }
}
