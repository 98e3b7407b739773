package tributary.agent.identify;

import java.nio.file.Path;
import java.util.Set;

/** How a file is compressed, as its name says. Compressed files are never read as text. */
public enum Compression {
  /** Text. */
  NONE,
  /** Read through gzip. */
  GZIP,
  /** In a way that nobody here can read. */
  OTHER;

  private static final Set<String> OTHERS = Set.of(".xz", ".zst", ".bz2");

  /** What the name of a file says. */
  public static Compression of(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String extension = dot < 0 ? "" : name.substring(dot);
    if (extension.equals(".gz")) {
      return GZIP;
    }
    return OTHERS.contains(extension) ? OTHER : NONE;
  }
}
