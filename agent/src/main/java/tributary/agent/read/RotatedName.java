package tributary.agent.read;

import java.nio.file.Path;
import java.util.Optional;
import tributary.agent.identify.Siblings;

/**
 * Whether a file that its entry matches under its new name too was rotated away: it was seen at
 * another path, and its name is now one that rotation gives. Thread: reader.
 */
final class RotatedName {
  private Optional<Path> home = Optional.empty();

  /** It was at a path, and is at another. */
  void moved(Path from, Path to) {
    home = Optional.of(home.orElse(from)).filter(path -> Siblings.of(path).contains(to));
  }

  boolean isOne() {
    return home.isPresent();
  }
}
