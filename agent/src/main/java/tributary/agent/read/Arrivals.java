package tributary.agent.read;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.Scan;
import tributary.agent.identify.Identification;
import tributary.agent.identify.Identity;
import tributary.common.collect.CollectEntry;

/**
 * Follows what each look found: which open file is where now, which was rotated, what has to be
 * opened, and which content an opened file holds. Thread: reader; the opener hands back through
 * {@code inbox}.
 */
final class Arrivals {
  /** Siblings modified so much before the last look are still looked at. */
  private static final long LOOK_BACK = 5 * 60_000;

  /** Milliseconds between the times of looks that are written down. */
  private static final long LOOKS_WRITTEN = 10_000;

  private final Desk desk;
  private final Opener opener;
  private final Beginnings beginnings;
  private final Applied applied;
  private final Consumer<Runnable> inbox;
  private final Set<Path> opening = new HashSet<>();
  private final Map<Path, String> errors = new LinkedHashMap<>();
  private final Set<String> lookedBeside = new HashSet<>();
  private Scan scan = new Scan(List.of(), Map.of(), Map.of());
  private long lastLook;
  private long writtenLook;

  /** How an opened file came to be opened. */
  private enum Role {
    FIRST_LOOK(false),
    AT_PATH(false),
    SIBLING(true),
    MISSED(true);

    /** Whether it is at no path of an entry, and held until it is read. */
    private final boolean held;

    Role(boolean held) {
      this.held = held;
    }
  }

  Arrivals(Desk desk, Opener opener, Beginnings beginnings, Consumer<Runnable> inbox) {
    this.desk = desk;
    this.opener = opener;
    this.beginnings = beginnings;
    this.applied = new Applied(desk.ledger());
    this.inbox = inbox;
    this.lastLook = desk.ledger().lastLook();
  }

  void onScan(Scan next) {
    boolean other = !next.entries().equals(scan.entries());
    scan = next;
    errors.keySet().retainAll(next.files().keySet());
    Set<String> first = applied.firstLook(next);
    Set<TailedFile> seen = new HashSet<>();
    for (FoundFile found : next.files().values()) {
      follow(found, seen, first.contains(found.entry().path().text()));
    }
    leave(seen);
    first.forEach(path -> applied.complete(path, desk.now()));
    if (other) {
      lookedBeside.clear();
      lookForRests();
    }
    lastLook = Math.max(lastLook, desk.now());
    if (lastLook - writtenLook >= LOOKS_WRITTEN) {
      writtenLook = lastLook;
      desk.ledger().looked(lastLook);
    }
  }

  private void follow(FoundFile found, Set<TailedFile> seen, boolean first) {
    Optional<TailedFile> open = desk.tracked().under(found.key());
    if (open.isPresent() && open.get().file().key().agrees(found.key())) {
      TailedFile file = open.get();
      if (seen.add(file)) {
        at(found, file);
      } else {
        errors.put(found.path(), found.path() + " is the same file as " + file.content().path());
      }
    } else if (needsOpening(found) && opening.add(found.path())) {
      open(found, first ? Role.FIRST_LOOK : Role.AT_PATH, () -> {});
      return;
    }
    if (first) {
      applied.settled(found.entry().path().text(), desk.now());
    }
  }

  /** A file that is read to its end and was closed is opened again only when it has grown. */
  private boolean needsOpening(FoundFile found) {
    Optional<Content> content = desk.contents().underKey(found.key());
    boolean closedAtEnd =
        content.isPresent()
            && desk.isAtEnd(content.get(), found.size())
            && content.get().path().equals(found.path().toString());
    return !closedAtEnd && desk.mayOpen();
  }

  private void at(FoundFile found, TailedFile file) {
    file.entry(found.entry());
    if (!file.content().path().equals(found.path().toString()) || file.isRotated()) {
      desk.tracked().remove(file);
      file.atPathAgain();
      desk.moved(file, found.path().toString());
    }
    desk.tracked().at(found.path()).filter(f -> f != file).ifPresent(desk::rotated);
    desk.tracked().put(found.path(), file);
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
      desk.rotated(file);
    }
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
      long since = Math.max(lastLook - LOOK_BACK, applied.since(entry, desk.now()));
      lookBeside(path, entry, missed ? since : Long.MAX_VALUE);
    }
  }

  /** Siblings that are no known content and were modified since then were missed. */
  private void lookBeside(Path path, CollectEntry entry, long missedSince) {
    opener.siblings(path, entry, found -> inbox.accept(() -> onSiblings(path, found, missedSince)));
  }

  private void onSiblings(Path of, List<FoundFile> siblings, long missedSince) {
    for (FoundFile sibling : siblings) {
      boolean elsewhere =
          scan.files().containsKey(sibling.path())
              || desk.tracked().under(sibling.key()).isPresent()
              || sibling.path().toString().endsWith(".gz");
      Optional<Content> content = desk.contents().underKey(sibling.key());
      boolean read = content.isPresent() && desk.isAtEnd(content.get(), sibling.size());
      if (!elsewhere && !read && opening.add(sibling.path())) {
        Role role = sibling.modified() >= missedSince ? Role.MISSED : Role.SIBLING;
        open(sibling, role, () -> lookBeside(of, sibling.entry(), missedSince));
      }
    }
  }

  private void open(FoundFile found, Role role, Runnable replaced) {
    opener.open(
        found,
        new Opener.Result() {
          @Override
          public void opened(OpenFile file) {
            inbox.accept(() -> onOpened(found, file, role));
          }

          @Override
          public void failed(IOException reason) {
            inbox.accept(() -> onFailed(found, reason, role, replaced));
          }
        });
  }

  private void onFailed(FoundFile found, IOException reason, Role role, Runnable replaced) {
    opening.remove(found.path());
    if (reason instanceof Opener.Replaced || reason instanceof NoSuchFileException) {
      replaced.run();
    } else {
      desk.error("open");
      errors.put(found.path(), "can't open " + found.path() + ": " + reason);
    }
    done(found, role);
  }

  private void done(FoundFile found, Role role) {
    if (role == Role.FIRST_LOOK) {
      applied.settled(found.entry().path().text(), desk.now());
    }
  }

  private void onOpened(FoundFile found, OpenFile file, Role role) {
    opening.remove(found.path());
    errors.remove(found.path());
    try {
      if (desk.tracked().under(found.key()).isPresent()
          || (scan.entryOf(found.path()).isEmpty() && !role.held)) {
        file.close();
      } else {
        identify(found, file, role);
      }
    } catch (IOException e) {
      errors.put(found.path(), "can't read " + found.path() + ": " + e);
      desk.discard(file);
    }
    done(found, role);
  }

  private void identify(FoundFile found, OpenFile file, Role role) throws IOException {
    List<Content> orphans =
        desk.contents().in(found.path().getParent()).stream().filter(this::isOrphan).toList();
    Identity<Content> identity =
        Identification.decide(
            found.path().toString(),
            found.key(),
            file,
            desk.contents().underKey(found.key()).filter(c -> desk.goesOn(c, file)),
            orphans);
    Optional<Content> before = desk.contents().lastAt(found.path());
    if (identity instanceof Identity.Same<Content> same) {
      desk.attach(found, file, same.content(), role.held);
    } else if (identity instanceof Identity.Found<Content> orphan) {
      desk.attach(found, file, orphan.orphan(), role.held);
    } else if (role == Role.SIBLING) {
      file.close();
    } else {
      desk.contents().underKey(found.key()).ifPresent(desk::cut);
      desk.begin(found, file, beginnings, role == Role.FIRST_LOOK, role.held);
    }
    boolean another =
        before.isPresent()
            ? desk.tracked().at(found.path()).filter(f -> f.content() == before.get()).isEmpty()
            : role == Role.AT_PATH && found.entry().path().literal().isPresent();
    if (!role.held && another) {
      lookedBeside.remove(found.path() + " true");
      lookBeside(found.path(), found.entry(), true);
    }
  }

  private boolean isOrphan(Content content) {
    FoundFile there = scan.files().get(Path.of(content.path()));
    boolean gone = content.isOrphan() || there == null || !there.key().agrees(content.key());
    return gone && !desk.tracked().holds(content);
  }

  /** What is wrong with single files. */
  List<String> problems() {
    List<String> all = new ArrayList<>(scan.problems().values());
    all.addAll(errors.values());
    return all;
  }
}
