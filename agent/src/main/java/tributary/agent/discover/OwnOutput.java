package tributary.agent.discover;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/**
 * The files that the agent's own standard output and error go to: collecting them would never end.
 */
public final class OwnOutput {
  private final Set<String> keys = new HashSet<>();

  /** Looks where the two go now, where the system can tell. */
  public OwnOutput() {
    this(Path.of("/proc/self/fd/1"), Path.of("/proc/self/fd/2"));
  }

  OwnOutput(Path... files) {
    for (Path file : files) {
      try {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        if (attributes.isRegularFile() && attributes.fileKey() != null) {
          keys.add(attributes.fileKey().toString());
        }
      } catch (IOException e) {
        // No such system: the own log is then the operator's to keep out of the entries.
      }
    }
  }

  boolean is(FileKey key) {
    return keys.contains(key.text());
  }
}
