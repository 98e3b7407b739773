package tributary.agent.configure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import tributary.common.collect.CollectEntry;

/**
 * What is collected in the end. Of two entries with the same path the one of the earlier source
 * wins; those that this host does not take are left out. Both are reported under their source.
 *
 * @param entries in order of priority, each path once
 * @param problems for each source that has any, in the order of its entries
 */
record EffectiveEntries(List<CollectEntry> entries, SortedMap<String, List<String>> problems) {
  /** Nothing is collected. */
  static final EffectiveEntries NONE = new EffectiveEntries(List.of(), new TreeMap<>());

  /**
   * Puts sources together.
   *
   * @param sources in order of priority
   */
  static EffectiveEntries of(List<Source> sources, EntryRules rules) {
    Map<String, String> takenFrom = new LinkedHashMap<>();
    List<CollectEntry> entries = new ArrayList<>();
    SortedMap<String, List<String>> problems = new TreeMap<>();
    for (Source source : sources) {
      for (CollectEntry entry : source.entries()) {
        String path = entry.path().text();
        Optional<String> problem =
            rules
                .refusal(entry)
                .or(() -> Optional.ofNullable(takenFrom.get(path)).map(EffectiveEntries::conflict));
        if (problem.isPresent()) {
          problems
              .computeIfAbsent(source.name(), name -> new ArrayList<>())
              .add(path + ": " + problem.get());
        } else {
          takenFrom.put(path, source.name());
          entries.add(entry);
        }
      }
    }
    return new EffectiveEntries(List.copyOf(entries), problems);
  }

  private static String conflict(String source) {
    return "the same path stands before it in " + source + ", which wins";
  }
}
