package tributary.agent.configure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.KeyState;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * What is in force. Nothing is applied before it is decided whether etcd's values or the saved ones
 * count, so that a start stops no file for a moment.
 *
 * <p>Thread: the configuration's.
 */
final class Collected {
  private static final Logger log = LoggerFactory.getLogger(Collected.class);

  private final EntryRules rules;
  private final Consumer<List<CollectEntry>> apply;
  private final FirstTimeLog warnings = new FirstTimeLog(log);
  private CollectedKeys keys = CollectedKeys.none();
  private EffectiveEntries effective = EffectiveEntries.NONE;
  private Optional<List<CollectEntry>> applied = Optional.empty();
  private Set<String> groups = Set.of();
  private List<KeyState> inOrder = List.of();
  private KeyStatus local = CollectStatus.NONE.local();
  private boolean decided;

  Collected(EntryRules rules, Consumer<List<CollectEntry>> apply) {
    this.rules = rules;
    this.apply = apply;
  }

  CollectedKeys keys() {
    return keys;
  }

  /** From now on these are the keys. */
  void keys(CollectedKeys now) {
    keys = now;
  }

  boolean decided() {
    return decided;
  }

  /** From now on the keys count. */
  void decide() {
    decided = true;
  }

  /** Puts everything together, and applies it if it differs from what was applied last. */
  void reconcile(KeyPlan plan, LocalFile file) {
    groups = plan.groups();
    inOrder = plan.inOrder(keys);
    List<Source> sources = new ArrayList<>();
    sources.add(new Source(Source.LOCAL, file.settings().entries()));
    inOrder.forEach(state -> sources.add(new Source(state.key(), state.value().entries())));
    effective = EffectiveEntries.of(sources, rules);
    local =
        new KeyStatus(
            Source.LOCAL,
            0,
            file.settings().entries().size(),
            file.problem(),
            problems(Source.LOCAL),
            file.settings().warnings());
    warn();
    if (decided && !applied.equals(Optional.of(effective.entries()))) {
      log.info("{} entries are collected", effective.entries().size());
      apply.accept(effective.entries());
      applied = Optional.of(effective.entries());
    }
  }

  /** The picture of now. */
  CollectStatus status(List<String> addresses) {
    return new CollectStatus(
        decided,
        addresses,
        List.copyOf(groups),
        inOrder.stream().map(this::status).toList(),
        local,
        applied.map(List::size).orElse(0));
  }

  private KeyStatus status(KeyState state) {
    return new KeyStatus(
        state.key(),
        state.revision(),
        state.value().entries().size(),
        state.error(),
        problems(state.key()),
        state.value().warnings());
  }

  private List<String> problems(String source) {
    return effective.problems().getOrDefault(source, List.of());
  }

  private void warn() {
    for (KeyState state : inOrder) {
      say(state.key(), state.value().warnings());
    }
    say(Source.LOCAL, local.warnings());
  }

  private void say(String source, List<String> ignored) {
    List<String> all = new ArrayList<>(problems(source));
    all.addAll(ignored);
    if (all.isEmpty()) {
      warnings.clear(source);
    } else {
      warnings.warn(source, String.join("; ", all));
    }
  }
}
