package tributary.agent.discover;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tributary.common.collect.Glob;

/**
 * What may be read: {@code agent.paths}, globs over the real path, links resolved. Deny wins.
 *
 * @param allow a path must match one of these
 * @param deny and none of these
 * @param own never these, nor what is below them: the agent's configuration and data folder (real
 *     paths)
 */
public record PathRules(List<Glob> allow, List<Glob> deny, List<Path> own) {

  /** Copies the lists. */
  public PathRules {
    allow = List.copyOf(allow);
    deny = List.copyOf(deny);
    own = List.copyOf(own);
  }

  /** Why a file may not be read, if so. */
  public Optional<String> problem(Path real) {
    for (Path path : own) {
      if (real.startsWith(path)) {
        return Optional.of(real + " is the agent's own");
      }
    }
    for (Glob glob : deny) {
      if (glob.matches(real)) {
        return Optional.of(real + " is denied by agent.paths.deny: " + glob);
      }
    }
    for (Glob glob : allow) {
      if (glob.matches(real)) {
        return Optional.empty();
      }
    }
    return Optional.of(real + " is not in agent.paths.allow");
  }
}
