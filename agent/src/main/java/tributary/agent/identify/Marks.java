package tributary.agent.identify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The marks of a content that are kept: the newest eight, and of the older ones one for each
 * doubling of the distance back from the newest. Immutable.
 */
public final class Marks {
  private static final int NEWEST = 8;
  private static final Marks NONE = new Marks(List.of());

  private final List<Mark> oldestFirst;

  private Marks(List<Mark> oldestFirst) {
    this.oldestFirst = oldestFirst;
  }

  /** No marks. */
  public static Marks none() {
    return NONE;
  }

  /** These and one more; marks at or past its offset are replaced by it. */
  public Marks with(Mark mark) {
    List<Mark> all = new ArrayList<>();
    for (Mark m : oldestFirst) {
      if (m.offset() < mark.offset()) {
        all.add(m);
      }
    }
    all.add(mark);
    return new Marks(List.copyOf(thin(all, mark.offset())));
  }

  private static List<Mark> thin(List<Mark> all, long newest) {
    int recent = Math.max(0, all.size() - NEWEST);
    List<Mark> kept = new ArrayList<>();
    int doubling = Integer.MAX_VALUE;
    for (Mark old : all.subList(0, recent)) {
      int distance = 63 - Long.numberOfLeadingZeros(newest - old.offset());
      if (distance < doubling) {
        // The oldest of each doubling: it is the one that will reach the next.
        kept.add(old);
        doubling = distance;
      }
    }
    kept.addAll(all.subList(recent, all.size()));
    return kept;
  }

  /** The newest, which lies at the acknowledged offset. */
  public Optional<Mark> newest() {
    return oldestFirst.isEmpty()
        ? Optional.empty()
        : Optional.of(oldestFirst.get(oldestFirst.size() - 1));
  }

  /** The highest of those that are meant. */
  Optional<Mark> highest(Predicate<Mark> meant) {
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      if (meant.test(oldestFirst.get(i))) {
        return Optional.of(oldestFirst.get(i));
      }
    }
    return Optional.empty();
  }

  /** All of them by offset. */
  public List<Mark> oldestFirst() {
    return oldestFirst;
  }
}
