package tributary.agent.read;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;

/** How often the file at a path is rotated, as far as was seen. Thread: reader. */
final class Rotations {
  private final Map<String, Seen> byPath = new HashMap<>();

  private record Seen(long last, OptionalLong period) {}

  /** The file at a path was rotated, or cut. Times are nanoseconds. */
  void rotated(String path, long now) {
    byPath.compute(
        path,
        (p, seen) ->
            new Seen(
                now, seen == null ? OptionalLong.empty() : OptionalLong.of(now - seen.last())));
  }

  /** Nanoseconds until the next one, if it comes as regularly as the last two did. */
  OptionalLong untilNext(String path, long now) {
    Seen seen = byPath.get(path);
    if (seen == null || seen.period().isEmpty()) {
      return OptionalLong.empty();
    }
    long left = seen.last() + seen.period().getAsLong() - now;
    return left < 0 ? OptionalLong.empty() : OptionalLong.of(left);
  }

  /** Forgets the paths that nothing is read from any more. */
  void keepOnly(Predicate<String> wanted) {
    byPath.keySet().removeIf(wanted.negate());
  }
}
