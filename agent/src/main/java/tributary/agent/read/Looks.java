package tributary.agent.read;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Predicate;
import tributary.common.collect.CollectEntry;

/**
 * When paths were looked at last, and which hold a file that isn't known yet: what came beside them
 * since then was perhaps missed. The journal keeps how far back the next run must look. Thread:
 * reader.
 */
final class Looks {
  /** Siblings modified so much before the last look are still looked at. */
  private static final long LOOK_BACK = 5 * 60_000;

  /** Milliseconds between the times of looks that are written down. */
  private static final long WRITTEN = 10_000;

  private final Desk desk;
  private final Applied applied;

  /** Paths whose file isn't known yet, and when they were looked at last before it came. */
  private final Map<Path, Long> unknownSince = new HashMap<>();

  private long last;
  private long written;

  Looks(Desk desk, Applied applied) {
    this.desk = desk;
    this.applied = applied;
    this.last = desk.ledger().lastLook();
  }

  /** What is at a path, or came and went there since the last look, is not known. */
  void unknown(Path path) {
    unknownSince.putIfAbsent(path, last);
  }

  boolean isUnknown(Path path) {
    return unknownSince.containsKey(path);
  }

  /** What is at a path is known. */
  void known(Path path) {
    unknownSince.remove(path);
  }

  /** No entry names the others any more. */
  void keepOnly(Predicate<Path> wanted) {
    unknownSince.keySet().removeIf(wanted.negate());
  }

  /** The look beside a path that finds what was missed since it was known. */
  Beside.Look beside(CollectEntry entry, Path path) {
    long since = unknownSince.getOrDefault(path, last);
    return new Beside.Look(entry, missedSince(entry, since), since);
  }

  private long missedSince(CollectEntry entry, long look) {
    return Math.max(look - LOOK_BACK, applied.since(entry, desk.now()));
  }

  /** What is written down is how far back the next run must look: no path was unknown before. */
  void looked(OptionalLong undecidedSince) {
    last = Math.max(last, desk.now());
    long known = unknownSince.values().stream().mapToLong(Long::longValue).min().orElse(last);
    known = Math.min(known, undecidedSince.orElse(known));
    if (known - written >= WRITTEN) {
      written = known;
      desk.ledger().looked(known);
    }
  }
}
