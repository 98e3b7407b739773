package tributary.console.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * What {@code --follow} has shown so far, and where it goes on. Documents of different partitions
 * become searchable out of order, so going on from the newest one is not enough: between {@link
 * #from} and {@link #until} every document that matches has been shown, and if Elasticsearch counts
 * more of them than {@link #shownUntil} says, a late one has come and that stretch is looked at
 * once more. The newest {@value #REMEMBERED} are remembered; older ones that come later still are
 * not shown.
 *
 * <p>Thread: the one that follows. Pure.
 */
final class Followed {

  static final int REMEMBERED = 50_000;

  private record Shown(Instant time, String key) {}

  private final int remembered;
  private final Set<String> keys = new HashSet<>();
  private final PriorityQueue<Shown> shown = new PriorityQueue<>(Comparator.comparing(Shown::time));
  private Optional<Instant> from;
  private Optional<List<Object>> place = Optional.empty();
  private Optional<Instant> until = Optional.empty();

  /**
   * @param from since when all that matches has been or will be shown; empty: all there is
   */
  Followed(Optional<Instant> from, int remembered) {
    this.from = from;
    this.remembered = remembered;
  }

  /** Starts with the newest lines, which have been shown; they are all only if total says so. */
  static Followed after(List<Line> oldestFirst, long total, Optional<Instant> since) {
    Optional<Instant> from = since;
    if (total > oldestFirst.size()) {
      // Others of the oldest one's millisecond may have been left out.
      from = oldestFirst.stream().findFirst().flatMap(Line::time).map(time -> time.plusMillis(1));
    }
    Followed followed = new Followed(from, REMEMBERED);
    followed.fresh(oldestFirst);
    return followed;
  }

  /** Of these lines, given in their order, the ones that have not been shown; now they have. */
  List<Line> fresh(List<Line> lines) {
    List<Line> fresh = late(lines);
    if (!lines.isEmpty()) {
      Line last = lines.get(lines.size() - 1);
      place = Optional.of(last.place());
      until = last.time().or(() -> until);
    }
    return fresh;
  }

  /** As {@link #fresh}, but of the stretch behind; where to go on stays as it is. */
  List<Line> late(List<Line> lines) {
    List<Line> fresh = new ArrayList<>();
    for (Line line : lines) {
      if (keys.add(line.key())) {
        fresh.add(line);
        shown.add(new Shown(line.time().orElse(Instant.EPOCH), line.key()));
      }
    }
    while (shown.size() > remembered) {
      Shown oldest = shown.remove();
      keys.remove(oldest.key());
      from = Optional.of(oldest.time().plusMillis(1));
    }
    return fresh;
  }

  /** The sort values to go on after; empty at the beginning. */
  Optional<List<Object>> place() {
    return place;
  }

  /** The beginning of the stretch of which everything has been shown. */
  Optional<Instant> from() {
    return from;
  }

  /** Its end: the time of the newest line shown. */
  Optional<Instant> until() {
    return until;
  }

  /** How many lines of the stretch from {@link #from} to this time have been shown. */
  long shownUntil(Instant end) {
    return shown.stream()
        .filter(line -> !line.time().isAfter(end))
        .filter(line -> from.isEmpty() || !line.time().isBefore(from.get()))
        .count();
  }
}
