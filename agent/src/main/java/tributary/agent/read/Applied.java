package tributary.agent.read;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.Scan;
import tributary.agent.read.content.Ledger;
import tributary.common.collect.CollectEntry;

/**
 * Which entries are being applied for the first time: files that are there then may be begun at
 * their end. An entry counts as applied once all that its first look found is written down, so that
 * a crash before that leaves the rest to the next first look. Thread: reader.
 */
final class Applied {
  private final Ledger ledger;
  private final Map<String, Long> since;
  private final Map<String, Integer> open = new HashMap<>();
  private final Set<String> looked = new HashSet<>();

  Applied(Ledger ledger) {
    this.ledger = ledger;
    this.since = new HashMap<>(ledger.entries());
  }

  /** The entries whose first look this is. */
  Set<String> firstLook(Scan scan) {
    Set<String> first = new HashSet<>();
    for (CollectEntry entry : scan.entries()) {
      String path = entry.path().text();
      if (!since.containsKey(path) && looked.add(path)) {
        first.add(path);
      }
    }
    first.forEach(path -> open.put(path, 0));
    for (FoundFile file : scan.files().values()) {
      open.computeIfPresent(file.entry().path().text(), (p, n) -> first.contains(p) ? n + 1 : n);
    }
    return first;
  }

  /** A file of an entry's first look is settled, one way or the other. */
  void settled(String path, long now) {
    open.computeIfPresent(path, (p, n) -> n - 1);
    complete(path, now);
  }

  /** Writes down an entry of which nothing is open any more. */
  void complete(String path, long now) {
    if (open.getOrDefault(path, 1) == 0) {
      open.remove(path);
      since.put(path, now);
      ledger.entryApplied(path, now);
    }
  }

  /** When an entry was first applied, in milliseconds since 1970; {@code now} if it never was. */
  long since(CollectEntry entry, long now) {
    return since.getOrDefault(entry.path().text(), now);
  }
}
