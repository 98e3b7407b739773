package tributary.console.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tributary.console.servers.Failure;

/** Where {@link Follower} gets lines from. */
interface LineSource {

  /**
   * What came after a place.
   *
   * @param behind how many lines there are of those that should have been shown before
   */
  record Next(List<Line> lines, long behind) {}

  /**
   * At most {@code limit} lines after {@code place}, oldest first, and the number of lines of
   * {@code behind} up to and including {@code until}.
   */
  Next next(
      LineFilter filter,
      Optional<List<Object>> place,
      LineFilter behind,
      Optional<Instant> until,
      int limit)
      throws Failure;

  /** At most {@code limit} lines up to a time, newest first, going on after {@code place}. */
  List<Line> back(LineFilter filter, Instant until, Optional<List<Object>> place, int limit)
      throws Failure;
}
