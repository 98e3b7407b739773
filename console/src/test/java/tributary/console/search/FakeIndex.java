package tributary.console.search;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** An index in memory: lines in the order of their time, then of their number. */
final class FakeIndex implements LineSource {

  private static final Comparator<Line> ORDER = (one, other) -> compare(one.place(), other.place());

  final List<Line> all = new ArrayList<>();
  int pagesBack;

  /** Adds a line of this number and time. */
  void add(int number, long millis) {
    Line line =
        new Line(
            "i",
            Integer.toString(number),
            List.of(millis, number),
            JsonNodeFactory.instance
                .objectNode()
                .put("@timestamp", Instant.ofEpochMilli(millis).toString()));
    int at = Collections.binarySearch(all, line, ORDER);
    all.add(-at - 1, line);
  }

  /** The newest ones, oldest first, as a search shows them before it follows. */
  List<Line> newest(int limit) {
    return List.copyOf(all.subList(Math.max(0, all.size() - limit), all.size()));
  }

  @Override
  public Next next(
      LineFilter filter,
      Optional<List<Object>> place,
      LineFilter behind,
      Optional<Instant> until,
      int limit) {
    List<Line> lines =
        all.stream()
            .filter(line -> since(line, filter))
            .filter(line -> place.isEmpty() || compare(line.place(), place.get()) > 0)
            .limit(limit)
            .toList();
    long count =
        all.stream()
            .filter(line -> since(line, behind))
            .filter(line -> until.isPresent() && millis(line) <= until.get().toEpochMilli())
            .count();
    return new Next(lines, count);
  }

  @Override
  public List<Line> back(
      LineFilter filter, Instant until, Optional<List<Object>> place, int limit) {
    pagesBack++;
    return all.stream()
        .sorted(ORDER.reversed())
        .filter(line -> since(line, filter) && millis(line) <= until.toEpochMilli())
        .filter(line -> place.isEmpty() || compare(line.place(), place.get()) < 0)
        .limit(limit)
        .toList();
  }

  private static boolean since(Line line, LineFilter filter) {
    return filter.since().isEmpty() || millis(line) >= filter.since().get().toEpochMilli();
  }

  private static long millis(Line line) {
    return (Long) line.place().get(0);
  }

  private static int compare(List<Object> one, List<Object> other) {
    int times = Long.compare((Long) one.get(0), (Long) other.get(0));
    return times != 0 ? times : Integer.compare((Integer) one.get(1), (Integer) other.get(1));
  }
}
