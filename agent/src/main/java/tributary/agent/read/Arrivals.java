package tributary.agent.read;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.Scan;
import tributary.agent.identify.Compression;
import tributary.agent.read.content.Content;
import tributary.common.collect.CollectEntry;

/**
 * Follows what each look found: which open file is where now, which was rotated, what has to be
 * opened, and where to look for files that were missed. Thread: reader.
 */
final class Arrivals {
  private final Desk desk;
  private final Admission admission;
  private final Applied applied;
  private final Beside beside;
  private final Looks looks;
  private final Entrance entrance;
  private final Set<Path> lookedBeside = new HashSet<>();
  private Scan scan = new Scan(List.of(), Map.of(), Map.of());

  Arrivals(Desk desk, Room room, Admission admission, Beside beside) {
    this.desk = desk;
    this.beside = beside;
    this.admission = admission;
    this.applied = new Applied(desk.ledger());
    this.looks = new Looks(desk, applied);
    this.entrance = new Entrance(desk, room, admission, beside, looks, applied);
  }

  void onScan(Scan next) {
    boolean other = !next.entries().equals(scan.entries());
    scan = next;
    desk.scanned(next);
    admission.forgetErrorsBut(next.files().keySet());
    Set<String> first = applied.firstLook(next);
    Set<TailedFile> seen = new HashSet<>(2 * desk.tracked().countAtPaths());
    for (FoundFile found : next.files().values()) {
      follow(found, seen, first.contains(found.entry().path().text()));
    }
    leave(seen);
    entrance.forgetBut(next);
    lookForMissed();
    beside.again();
    first.forEach(path -> applied.complete(path, desk.now()));
    if (other) {
      lookedBeside.clear();
      looks.keepOnly(path -> next.entryOf(path).isPresent());
      lookForRests();
    }
    if (!next.entries().isEmpty()) {
      looks.looked(beside.undecidedSince());
    }
    entrance.open();
  }

  /** Files beyond {@code read.max-open} take turns; to be called now and then. */
  void takeTurns() {
    entrance.takeTurns();
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
    } else {
      entrance.found(found, first);
      return;
    }
    if (first) {
      applied.settled(found.entry().path().text(), desk.now());
    }
  }

  private void at(FoundFile found, TailedFile file) {
    file.entry(found.entry());
    if (found.size() != file.size() && desk.stir(file)) {
      file.untold();
    }
    boolean modified = file.isModified(found.modified());
    if (modified && found.size() == file.size()) {
      // Cut and written again to the very same size: no size tells.
      desk.verify(file);
      if (file.isClosed()) {
        return;
      }
    }
    if (file.wasEmpty(found.size() == 0) && modified) {
      // Nothing was known of it that could tell a file that was copied and cut meanwhile.
      beside.look(found.path(), looks.beside(found.entry(), found.path()), () -> {});
    }
    if (!file.content().path().equals(found.path().toString()) || file.isRotated()) {
      desk.stir(file);
      desk.tracked().remove(file);
      file.atPath(found.path(), desk.nanos());
      desk.moved(file, found.path().toString());
    }
    Optional<TailedFile> there = desk.tracked().at(found.path());
    if (there.isEmpty() || there.get() != file) {
      there.ifPresent(desk::rotated);
      desk.tracked().put(found.path(), file);
    }
  }

  /** What was not seen any more is rotated, or no entry wants it. */
  private void leave(Set<TailedFile> seen) {
    desk.tracked().without(seen).forEach(this::leave);
    for (TailedFile file : desk.tracked().held()) {
      Optional<CollectEntry> entry = scan.entryOf(Path.of(file.content().path()));
      entry.ifPresentOrElse(file::entry, () -> desk.close(file));
    }
  }

  private void leave(Path path, TailedFile file) {
    if (scan.entryOf(path).isEmpty() || scan.problems().containsKey(path.toString())) {
      desk.close(file);
    } else {
      looks.unknown(path);
      desk.rotated(file);
    }
  }

  /** While nothing is at the path of a file that was rotated, others may come and go there. */
  private void lookForMissed() {
    for (CollectEntry entry : scan.entries()) {
      Optional<Path> absent = entry.path().literal().filter(p -> !scan.files().containsKey(p));
      absent.ifPresent(looks::unknown);
    }
    for (TailedFile file : desk.tracked().held()) {
      Path path = Path.of(file.content().path());
      if (looks.isUnknown(path) && !scan.files().containsKey(path)) {
        beside.look(path, looks.beside(file.entry(), path), () -> {});
      }
    }
  }

  /**
   * After a start, or with other entries: what is left of contents that are no longer at their
   * path, or whose file was cut there by whoever made a copy.
   */
  private void lookForRests() {
    for (Content content : new ArrayList<>(desk.contents().all())) {
      Path path = Path.of(content.path());
      FoundFile there = scan.files().get(path);
      boolean gone = content.isOrphan() || there == null || !there.key().agrees(content.key());
      if (gone && !desk.tracked().holds(content)) {
        scan.entryOf(path).ifPresent(entry -> lookBeside(path, entry));
      }
    }
  }

  /** Also where nothing is by now: perhaps its program ends its day so, and writes no more. */
  private void lookBeside(Path path, CollectEntry entry) {
    boolean absent = !scan.files().containsKey(path);
    if (lookedBeside.add(path)) {
      if (absent) {
        looks.unknown(path);
      }
      Runnable then = absent ? () -> looks.known(path) : () -> {};
      beside.look(path, looks.beside(entry, path), then);
    }
  }

  /** What is wrong with single files. */
  List<String> problems() {
    List<String> all = new ArrayList<>(scan.problems().values());
    all.addAll(admission.problems());
    all.addAll(beside.problems());
    return all;
  }
}
