package tributary.agent.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.Scan;
import tributary.agent.identify.Compression;
import tributary.common.collect.CollectEntry;

/**
 * Follows what each look found: which open file is where now, which was rotated, what has to be
 * opened, and where to look for files that were missed. Thread: reader; the opener hands back
 * through {@code inbox}.
 */
final class Arrivals {
  /** Siblings modified so much before the last look are still looked at. */
  private static final long LOOK_BACK = 5 * 60_000;

  /** Milliseconds between the times of looks that are written down. */
  private static final long LOOKS_WRITTEN = 10_000;

  private final Desk desk;
  private final Admission admission;
  private final Applied applied;
  private final Beside beside;

  /** Paths of an entry's first look whose file can't be opened yet. */
  private final Map<Path, String> waitingFirst = new HashMap<>();

  private final Set<String> lookedBeside = new HashSet<>();

  /** Paths whose file isn't known yet, and when they were looked at last before it came. */
  private final Map<Path, Long> unknownSince = new HashMap<>();

  /** Paths whose file is being opened, or about to be. */
  private final Set<Path> entering = new HashSet<>();

  private Scan scan = new Scan(List.of(), Map.of(), Map.of());
  private long lastLook;
  private long writtenLook;

  Arrivals(Desk desk, Admission admission, Beside beside) {
    this.desk = desk;
    this.beside = beside;
    this.admission = admission;
    this.applied = new Applied(desk.ledger());
    this.lastLook = desk.ledger().lastLook();
  }

  void onScan(Scan next) {
    boolean other = !next.entries().equals(scan.entries());
    scan = next;
    desk.scanned(next);
    admission.forgetErrorsBut(next.files().keySet());
    Set<String> first = applied.firstLook(next);
    Set<TailedFile> seen = new HashSet<>();
    for (FoundFile found : next.files().values()) {
      follow(found, seen, first.contains(found.entry().path().text()));
    }
    leave(seen);
    forgetWaiting();
    lookForMissed();
    beside.again();
    first.forEach(path -> applied.complete(path, desk.now()));
    if (other) {
      lookedBeside.clear();
      unknownSince.keySet().removeIf(path -> next.entryOf(path).isEmpty());
      lookForRests();
    }
    if (!next.entries().isEmpty()) {
      looked();
    }
  }

  /** What is written down is how far back the next run must look: no path was unknown before. */
  private void looked() {
    lastLook = Math.max(lastLook, desk.now());
    long known = unknownSince.values().stream().mapToLong(Long::longValue).min().orElse(lastLook);
    known = Math.min(known, beside.undecidedSince().orElse(known));
    if (known - writtenLook >= LOOKS_WRITTEN) {
      writtenLook = known;
      desk.ledger().looked(known);
    }
  }

  private void follow(FoundFile found, Set<TailedFile> seen, boolean first) {
    Optional<TailedFile> open = desk.tracked().under(found.key());
    if (open.isPresent() && open.get().file().key().agrees(found.key())) {
      TailedFile file = open.get();
      if (seen.add(file)) {
        at(found, file);
      } else {
        admission.error(
            found.path(), found.path() + " is the same file as " + file.content().path());
      }
    } else if (Compression.of(found.path()) == Compression.OTHER) {
      admission.error(
          found.path(), found.path() + " is compressed in a way that can't be read, and left out");
    } else if (needsOpening(found)) {
      unknownSince.putIfAbsent(found.path(), lastLook);
      if (entering.add(found.path())) {
        enter(found, first);
        return;
      }
    }
    if (first) {
      applied.settled(found.entry().path().text(), desk.now());
    }
  }

  /**
   * Opens a file at its path. Where another content was there before, or the file came since the
   * last look, those that may have been missed in between are admitted first: once the new one is
   * written down, nobody would look for them after a crash.
   */
  private void enter(FoundFile found, boolean first) {
    Path path = found.path();
    boolean firstLook = waitingFirst.remove(path) != null || first;
    Admission.Role role = firstLook ? Admission.Role.FIRST_LOOK : Admission.Role.AT_PATH;
    var order = new Admission.Order(found, role, path, outcome -> entered(found, role, outcome));
    Optional<Content> before = desk.contents().lastAt(path);
    boolean another =
        before.isPresent()
            ? desk.contents().underKey(found.key()).filter(c -> c == before.get()).isEmpty()
            : !firstLook && found.entry().path().literal().isPresent();
    if (another) {
      beside.look(path, look(found.entry(), unknownSince.get(path)), () -> admission.open(order));
    } else {
      admission.open(order);
    }
  }

  private void entered(FoundFile found, Admission.Role role, Admission.Outcome outcome) {
    Path path = found.path();
    entering.remove(path);
    if (outcome == Admission.Outcome.WAITS && role == Admission.Role.FIRST_LOOK) {
      waitingFirst.put(path, found.entry().path().text());
      return;
    }
    if (role == Admission.Role.FIRST_LOOK) {
      applied.settled(found.entry().path().text(), desk.now());
    }
    long since = unknownSince.getOrDefault(path, lastLook);
    if (outcome == Admission.Outcome.DONE) {
      unknownSince.remove(path);
    }
    if (outcome == Admission.Outcome.REPLACED || desk.wasCut(path)) {
      beside.look(path, look(found.entry(), since), () -> {});
    }
  }

  /** A file that is read to its end takes no other's place; it is opened when it has grown. */
  private boolean needsOpening(FoundFile found) {
    Optional<Content> content = desk.contents().underKey(found.key());
    boolean closedAtEnd =
        content.isPresent()
            && desk.isAtEnd(content.get(), found.size())
            && content.get().path().equals(found.path().toString());
    if (desk.whereabouts().isSpent(found)) {
      return false;
    }
    return closedAtEnd ? desk.hasRoom() : desk.mayOpen();
  }

  private void at(FoundFile found, TailedFile file) {
    file.entry(found.entry());
    if (found.size() == file.size() && file.isModified(found.modified())) {
      // Cut and written again to the very same size: no size tells.
      desk.verify(file);
      if (file.isClosed()) {
        return;
      }
    }
    if (!file.content().path().equals(found.path().toString()) || file.isRotated()) {
      desk.tracked().remove(file);
      file.atPathAgain();
      desk.moved(file, found.path().toString());
    }
    desk.tracked().at(found.path()).filter(f -> f != file).ifPresent(desk::rotated);
    desk.tracked().put(found.path(), file);
  }

  /** A file that went before it could be opened keeps no first look from being complete. */
  private void forgetWaiting() {
    Map<Path, String> gone = new HashMap<>(waitingFirst);
    gone.keySet().removeAll(scan.files().keySet());
    waitingFirst.keySet().removeAll(gone.keySet());
    gone.values().forEach(entry -> applied.settled(entry, desk.now()));
  }

  /** What was not seen any more is rotated, or no entry wants it. */
  private void leave(Set<TailedFile> seen) {
    desk.tracked()
        .atPaths()
        .forEach(
            (path, file) -> {
              if (!seen.contains(file)) {
                leave(path, file);
              }
            });
    for (TailedFile file : desk.tracked().held()) {
      Optional<CollectEntry> entry = scan.entryOf(Path.of(file.content().path()));
      entry.ifPresentOrElse(file::entry, () -> desk.close(file));
    }
  }

  private void leave(Path path, TailedFile file) {
    if (scan.entryOf(path).isEmpty() || scan.problems().containsKey(path.toString())) {
      desk.close(file);
    } else {
      unknownSince.putIfAbsent(path, lastLook);
      desk.rotated(file);
    }
  }

  /** While nothing is at the path of a file that was rotated, others may come and go there. */
  private void lookForMissed() {
    for (CollectEntry entry : scan.entries()) {
      Optional<Path> absent = entry.path().literal().filter(p -> !scan.files().containsKey(p));
      absent.ifPresent(path -> unknownSince.putIfAbsent(path, lastLook));
    }
    for (TailedFile file : desk.tracked().held()) {
      Path path = Path.of(file.content().path());
      Long since = unknownSince.get(path);
      if (since != null && !scan.files().containsKey(path)) {
        beside.look(path, look(file.entry(), since), () -> {});
      }
    }
  }

  private long missedSince(CollectEntry entry, long look) {
    return Math.max(look - LOOK_BACK, applied.since(entry, desk.now()));
  }

  /**
   * After a start, or with other entries: what is left of contents that are no longer at their
   * path.
   */
  private void lookForRests() {
    for (Content content : new ArrayList<>(desk.contents().all())) {
      Path path = Path.of(content.path());
      FoundFile there = scan.files().get(path);
      boolean gone = there == null || !there.key().agrees(content.key());
      if (gone && !desk.tracked().holds(content)) {
        scan.entryOf(path).ifPresent(entry -> lookBeside(path, entry, there != null));
      }
    }
  }

  private void lookBeside(Path path, CollectEntry entry, boolean missed) {
    if (lookedBeside.add(path + " " + missed)) {
      long since = missed ? missedSince(entry, lastLook) : Long.MAX_VALUE;
      beside.look(path, new Beside.Look(entry, since, lastLook), () -> {});
    }
  }

  private Beside.Look look(CollectEntry entry, long lookedAt) {
    return new Beside.Look(entry, missedSince(entry, lookedAt), lookedAt);
  }

  /** What is wrong with single files. */
  List<String> problems() {
    List<String> all = new ArrayList<>(scan.problems().values());
    all.addAll(admission.problems());
    all.addAll(beside.problems());
    return all;
  }
}
