package tributary.agent.identify;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Which names rotation gives a file: its own with digits or a date after {@code .}, {@code -} or
 * {@code _}, before or after the extension, in the same folder, and {@code .gz} after that.
 */
public final class Siblings {
  private static final String NUMBER = "[._-][0-9][0-9._:T-]*";

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
    this.names = Pattern.compile("(?:" + after + before + ")(?:\\.gz)?");
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

  static boolean isSibling(String path, String of) {
    return of(Path.of(of)).contains(Path.of(path));
  }
}
