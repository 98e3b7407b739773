package tributary.agent.configure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import tributary.common.collect.CollectedKeys;
import tributary.common.collect.KeyState;
import tributary.common.etcd.KeyTemplate;
import tributary.common.etcd.WatchedKey;

/**
 * Which keys this host follows, and in which order they count: first by the order of the templates,
 * then by key (DESIGN §4, "Applying").
 *
 * @param groups that the host is in
 * @param keys in order of priority
 */
record KeyPlan(Set<String> groups, Set<WatchedKey> keys) {

  /**
   * Makes the plan.
   *
   * @param local settings of the file
   * @param addresses of the host
   * @param collected what is known of the keys; those of the host may name further groups
   */
  static KeyPlan of(
      CollectSettings local, Collection<String> addresses, String id, CollectedKeys collected) {
    Set<WatchedKey> ofHost = new LinkedHashSet<>();
    for (KeyTemplate template : local.keys()) {
      if (template.ofHost() && !template.ofGroup()) {
        ofHost.addAll(template.expand(addresses, id, Set.of()));
      }
    }
    Set<String> groups = new TreeSet<>(local.groups());
    collected.keys().values().stream()
        .filter(state -> ofHost.stream().anyMatch(key -> key.covers(state.key())))
        .forEach(state -> groups.addAll(state.value().groups()));
    Set<WatchedKey> keys = new LinkedHashSet<>();
    for (KeyTemplate template : local.keys()) {
      keys.addAll(template.expand(new TreeSet<>(addresses), id, groups));
    }
    return new KeyPlan(groups, keys);
  }

  /** What is in force for each key, in order of priority; a key that two templates cover, once. */
  List<KeyState> inOrder(CollectedKeys collected) {
    Set<KeyState> states = new LinkedHashSet<>();
    for (WatchedKey key : keys) {
      collected.keys().values().stream()
          .filter(state -> key.covers(state.key()))
          .forEach(states::add);
    }
    return new ArrayList<>(states);
  }
}
