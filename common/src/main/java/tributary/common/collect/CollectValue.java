package tributary.common.collect;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a key, or the local file, says.
 *
 * @param groups the host belongs to, in order; they count in a host's keys only, which the reader
 *     of the key knows
 * @param items the entries, in order, each with what else was written beside it
 * @param other fields beside {@code groups} and {@code collect} that mean nothing here
 * @param warnings about what was ignored, each naming its place
 */
public record CollectValue(
    Set<String> groups, List<CollectItem> items, OtherFields other, List<String> warnings) {
  /** No entries. */
  public static final CollectValue NONE =
      new CollectValue(Set.of(), List.of(), OtherFields.NONE, List.of());

  public CollectValue {
    groups = Collections.unmodifiableSet(new LinkedHashSet<>(groups));
    items = List.copyOf(items);
    warnings = List.copyOf(warnings);
  }

  /** A value of nothing but entries. */
  public static CollectValue of(List<CollectEntry> entries) {
    return new CollectValue(
        Set.of(),
        entries.stream().map(entry -> new CollectItem(entry, OtherFields.NONE)).toList(),
        OtherFields.NONE,
        List.of());
  }

  /** The entries, in order. */
  public List<CollectEntry> entries() {
    return items.stream().map(CollectItem::entry).toList();
  }

  /** This value with one more entry at its end. */
  public CollectValue plus(CollectEntry entry) {
    List<CollectItem> more = new ArrayList<>(items);
    more.add(new CollectItem(entry, OtherFields.NONE));
    return new CollectValue(groups, more, other, warnings);
  }

  /** This value without its warnings. */
  CollectValue withoutWarnings() {
    return new CollectValue(groups, items, other, List.of());
  }

  /** This value without the entries that are meant. */
  public CollectValue without(Predicate<CollectEntry> meant) {
    return new CollectValue(
        groups, items.stream().filter(item -> !meant.test(item.entry())).toList(), other, warnings);
  }
}
