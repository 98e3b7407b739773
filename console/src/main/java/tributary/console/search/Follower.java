package tributary.console.search;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import tributary.console.servers.Failure;

/**
 * Shows lines as they become searchable, also those that come late (see {@link Followed}). Thread:
 * the one that follows; blocks while it asks.
 */
final class Follower {

  private static final int PAGE = 1_000;

  private final LineSource lines;
  private final LineFilter filter;
  private final Followed followed;
  private final Consumer<Line> show;

  Follower(LineSource lines, LineFilter filter, Followed followed, Consumer<Line> show) {
    this.lines = lines;
    this.filter = filter;
    this.followed = followed;
    this.show = show;
  }

  /**
   * Shows what has come since the last time.
   *
   * @throws Failure if Elasticsearch does not answer; nothing is skipped, ask again
   */
  void poll() throws Failure {
    int got;
    do {
      Optional<Instant> until = followed.until();
      LineSource.Next next = lines.next(filter, followed.place(), behind(), until, PAGE);
      followed.fresh(next.lines()).forEach(show);
      if (until.isPresent()) {
        lookBack(until.get(), next.behind() - followed.shownUntil(until.get()));
      }
      got = next.lines().size();
    } while (got == PAGE);
  }

  /** The stretch of which all has been shown. */
  private LineFilter behind() {
    return new LineFilter(
        filter.text(), filter.topic(), filter.host(), filter.path(), followed.from());
  }

  /** Goes back from {@code until} until the missing ones are found. */
  private void lookBack(Instant until, long missing) throws Failure {
    List<Line> late = new ArrayList<>();
    Optional<List<Object>> place = Optional.empty();
    for (long left = missing; left > 0; ) {
      List<Line> page = lines.back(behind(), until, place, PAGE);
      List<Line> found = followed.late(page);
      late.addAll(found);
      left = page.size() < PAGE ? 0 : left - found.size();
      place = page.isEmpty() ? place : Optional.of(page.get(page.size() - 1).place());
    }
    Collections.reverse(late);
    late.forEach(show);
  }
}
