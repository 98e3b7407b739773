package tributary.stack.fetch;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The project's folders that hold what the stack runs. It is found from the system property {@code
 * tributary.root}, else from where this class was loaded.
 */
public record ProjectRoot(Path path) {
  public ProjectRoot {
    path = path.toAbsolutePath().normalize();
  }

  /** Where this project lies. */
  public static ProjectRoot find() throws IOException {
    String property = System.getProperty("tributary.root");
    return property == null ? above(loadedFrom()) : new ProjectRoot(Path.of(property));
  }

  static ProjectRoot above(Path start) throws IOException {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("stack/servers/pom.xml"))) {
        return new ProjectRoot(folder);
      }
    }
    throw new IOException(
        start + " lies in no Tributary project: name its folder by -Dtributary.root=FOLDER");
  }

  private static Path loadedFrom() throws IOException {
    try {
      return Path.of(ProjectRoot.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the place of the stack's classes is no path", e);
    }
  }

  /** What Maven lays out: Kafka's jars and Elasticsearch's zip. */
  public Path servers() {
    return path.resolve("stack/servers/target");
  }

  /** What the stack fetches and unpacks itself; may be deleted at any time that nothing runs. */
  public Path cache() {
    return path.resolve("stack/target/programs");
  }
}
