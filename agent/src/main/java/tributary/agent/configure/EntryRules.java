package tributary.agent.configure;

import java.util.List;
import java.util.Optional;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;

/**
 * Which entries this agent takes, whatever etcd says: the topic must be allowed on this host.
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
    return Optional.empty();
  }
}
