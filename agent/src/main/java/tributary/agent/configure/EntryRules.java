package tributary.agent.configure;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/**
 * Which entries this agent takes, whatever etcd says: the topic must be allowed on this host, and
 * the path must be one that this process can ask for.
 *
 * @param allowTopics globs over topics
 */
public record EntryRules(List<Glob> allowTopics) {
  public EntryRules {
    allowTopics = List.copyOf(allowTopics);
  }

  /** Why the entry is not taken, if it isn't. */
  Optional<String> refusal(CollectEntry entry) {
    if (allowTopics.stream().noneMatch(glob -> glob.matches(entry.topic()))) {
      return Optional.of("topic " + entry.topic() + " is not in agent.allow-topics of this host");
    }
    return unnameable(entry.path());
  }

  /**
   * In some locales (POSIX) Java has no bytes for most characters. One path that can't be asked for
   * would end each look at all others.
   */
  private static Optional<String> unnameable(Glob path) {
    try {
      Path known = path.literal().orElseGet(path::root);
      return known.isAbsolute() ? Optional.empty() : Optional.of("the path is not absolute");
    } catch (InvalidPathException e) {
      return Optional.of(
          "this agent's locale has no bytes for the path: start it with LC_ALL=C.UTF-8");
    }
  }
}
