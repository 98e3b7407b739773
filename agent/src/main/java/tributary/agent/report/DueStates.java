package tributary.agent.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which states are to be told: that of a content when it is first seen, when it is closed or goes
 * on after that, and at most once a minute while it moves. No I/O. Thread: the report's.
 */
final class DueStates {
  private static final Duration PERIOD = Duration.ofSeconds(60);

  private final Map<String, Told> told = new HashMap<>();

  private record Told(FileState state, Instant when) {}

  /** Of these states, those that are due now. */
  List<FileState> due(Collection<FileState> states, Instant now) {
    Set<String> known = new HashSet<>();
    List<FileState> due = new ArrayList<>();
    for (FileState state : states) {
      known.add(state.id());
      if (isDue(state, told.get(state.id()), now)) {
        due.add(state);
      }
    }
    told.keySet().retainAll(known);
    return due;
  }

  /** At the end: those that differ from what was told last. */
  List<FileState> changed(Collection<FileState> states) {
    return states.stream()
        .filter(state -> !told.containsKey(state.id()) || !told.get(state.id()).state.equals(state))
        .toList();
  }

  private static boolean isDue(FileState state, Told last, Instant now) {
    if (last == null) {
      return true;
    }
    boolean turned = last.state.closed() != state.closed();
    boolean waited = !now.isBefore(last.when.plus(PERIOD));
    return !state.equals(last.state) && (turned || waited);
  }

  /** A state was handed over. */
  void told(FileState state, Instant when) {
    told.put(state.id(), new Told(state, when));
  }

  /** A state that was handed over did not arrive. */
  void lost(FileState state) {
    told.computeIfPresent(state.id(), (id, last) -> last.state.equals(state) ? null : last);
  }
}
