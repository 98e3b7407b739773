package tributary.agent.configure;

import java.util.List;
import java.util.Optional;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.Glob;
import tributary.common.collect.TextEncoding.Kind;

/**
 * Which entries this agent takes, whatever etcd says: the topic must be allowed on this host, and
 * what the entry asks for must be built.
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
    if (entry.multiline().isPresent()) {
      return notYet("multiline");
    }
    if (entry.rate() > 0) {
      return notYet("rate");
    }
    return entry.encoding().kind() == Kind.UTF_8 || entry.encoding().kind() == Kind.BYTES
        ? Optional.empty()
        : notYet("encoding " + entry.encoding().name());
  }

  private static Optional<String> notYet(String what) {
    return Optional.of(what + " is not supported yet by this agent");
  }
}
