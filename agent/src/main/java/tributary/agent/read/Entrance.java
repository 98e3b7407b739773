package tributary.agent.read;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.agent.discover.FoundFile;
import tributary.agent.discover.Scan;
import tributary.agent.read.content.Content;

/**
 * Has the files at their paths opened. Which content an unknown file holds is found out at once;
 * beyond {@code read.max-open} it is closed again and waits until a file that is open is read to
 * its end, or has had its turn. First come, first served. Thread: reader.
 */
final class Entrance {
  /** Files that are being opened at one time; each holds a descriptor until it is decided on. */
  private static final int MOST_ENTERING = 256;

  /** Files that are closed for others at one poll, so that it is not spent on opening. */
  private static final int MOST_SWAPPED = 8;

  private final Desk desk;
  private final Room room;
  private final Admission admission;
  private final Beside beside;
  private final Applied applied;
  private final Looks looks;

  /** Paths whose file is being opened, or about to be. */
  private final Set<Path> entering = new HashSet<>();

  /** Paths of an entry's first look whose file isn't opened yet. */
  private final Map<Path, String> waitingFirst = new HashMap<>();

  private final Map<Path, FoundFile> unknown = new LinkedHashMap<>();
  private final Map<Path, FoundFile> unread = new LinkedHashMap<>();

  Entrance(Desk desk, Room room, Admission admission, Beside beside, Looks looks, Applied applied) {
    this.desk = desk;
    this.room = room;
    this.admission = admission;
    this.beside = beside;
    this.looks = looks;
    this.applied = applied;
  }

  /** What a file at its path that is not open needs. */
  private enum Need {
    /** To be opened, to see what it holds. */
    IDENTITY,
    /** To be read on. */
    TURN,
    /** To be looked at more often, if there is room: all of it is read. */
    ROOM,
    /** All of it is handed over, and its fate isn't known yet; or there is nothing to send. */
    NOTHING
  }

  private Need need(FoundFile found) {
    if (desk.whereabouts().isSpent(found)) {
      return Need.NOTHING;
    }
    Optional<Content> known = desk.contents().underKey(found.key()).filter(c -> isKnown(c, found));
    if (known.isEmpty()) {
      return Need.IDENTITY;
    }
    Content content = known.get();
    if (content.position() < found.size() || content.delivery().refusal().isPresent()) {
      return Need.TURN;
    }
    return desk.isAtEnd(content, found.size()) ? Need.ROOM : Need.NOTHING;
  }

  /** Whether a file was seen to hold a content in this run, and nothing tells otherwise. */
  private static boolean isKnown(Content content, FoundFile found) {
    return content.isSeen()
        && !content.isOrphan()
        && content.key().agrees(found.key())
        && content.path().equals(found.path().toString())
        && content.size() <= found.size();
  }

  /**
   * A look found a file that is not open.
   *
   * @param first whether it is the first look of its entry
   */
  void found(FoundFile found, boolean first) {
    Path path = found.path();
    if (entering.contains(path)) {
      return;
    }
    if (first) {
      waitingFirst.put(path, found.entry().path().text());
    }
    switch (need(found)) {
      case IDENTITY -> {
        looks.unknown(path);
        unknown.put(path, found);
      }
      case TURN -> {
        settled(path);
        await(found);
      }
      case ROOM -> {
        settled(path);
        if (unread.isEmpty() && room.isFor(entering.size() + 1)) {
          looks.unknown(path);
          enter(found);
        }
      }
      case NOTHING -> settled(path);
    }
  }

  /** A file of its entry's first look is dealt with. */
  private void settled(Path path) {
    String entry = waitingFirst.remove(path);
    if (entry != null) {
      applied.settled(entry, desk.now());
    }
  }

  private void await(FoundFile found) {
    unread.put(found.path(), found);
    desk.contents()
        .underKey(found.key())
        .ifPresent(
            content -> {
              content.sized(found.size());
              desk.contents().await(content, desk.nanos());
            });
  }

  /** What is no longer where it waited. */
  void forgetBut(Scan scan) {
    unknown.keySet().retainAll(scan.files().keySet());
    for (Path path : List.copyOf(waitingFirst.keySet())) {
      if (!scan.files().containsKey(path)) {
        // A file that went before it could be opened keeps no first look from being complete.
        settled(path);
      }
    }
    for (FoundFile was : List.copyOf(unread.values())) {
      FoundFile there = scan.files().get(was.path());
      if (there == null || !there.key().agrees(was.key())) {
        unread.remove(was.path());
        left(was, there == null);
      }
    }
  }

  /** One that waited for its turn was rotated or deleted: it is read on if it is found. */
  private void left(FoundFile was, boolean absent) {
    Optional<Content> content = desk.contents().underKey(was.key());
    content.ifPresent(desk.contents()::waitsNoMore);
    if (content.isEmpty() || desk.tracked().holds(content.get()) || !desk.wants(was.path())) {
      return;
    }
    desk.missing(content.get());
    if (absent) {
      looks.unknown(was.path());
      beside.look(was.path(), looks.beside(was.entry(), was.path()), () -> {});
    }
  }

  /** Opens those whose turn it is. */
  void open() {
    while (!unknown.isEmpty() && entering.size() < MOST_ENTERING) {
      enter(next(unknown));
    }
    while (!unread.isEmpty() && entering.size() < MOST_ENTERING && room.make(entering.size() + 1)) {
      enter(next(unread));
    }
  }

  private static FoundFile next(Map<Path, FoundFile> queue) {
    Iterator<FoundFile> files = queue.values().iterator();
    FoundFile next = files.next();
    files.remove();
    return next;
  }

  /** Those that have had their turn make room for those that wait; to be called now and then. */
  void takeTurns() {
    open();
    int wanted = Math.min(MOST_SWAPPED, unread.size());
    for (TailedFile ended : wanted == 0 ? List.<TailedFile>of() : room.endTurns(wanted)) {
      desk.at(Path.of(ended.content().path()))
          .filter(there -> need(there) == Need.TURN)
          .ifPresent(this::await);
    }
    open();
  }

  /**
   * Opens a file at its path. Where another content was there before, or the file came since the
   * last look, those that may have been missed in between are admitted first: once the new one is
   * written down, nobody would look for them after a crash.
   */
  private void enter(FoundFile found) {
    Path path = found.path();
    if (!entering.add(path)) {
      return;
    }
    boolean firstLook = waitingFirst.remove(path) != null;
    Admission.Role role = firstLook ? Admission.Role.FIRST_LOOK : Admission.Role.AT_PATH;
    var order = new Admission.Order(found, role, path, outcome -> entered(found, role, outcome));
    Optional<Content> before = desk.contents().lastAt(path);
    boolean another =
        before.isPresent()
            ? desk.contents().underKey(found.key()).filter(c -> c == before.get()).isEmpty()
            : !firstLook && found.entry().path().literal().isPresent();
    if (another) {
      beside.look(path, looks.beside(found.entry(), path), () -> admission.open(order));
    } else {
      admission.open(order);
    }
  }

  private void entered(FoundFile found, Admission.Role role, Admission.Outcome outcome) {
    Path path = found.path();
    entering.remove(path);
    if (role == Admission.Role.FIRST_LOOK) {
      waitingFirst.put(path, found.entry().path().text());
    }
    Beside.Look look = looks.beside(found.entry(), path);
    if (outcome != Admission.Outcome.WAITS) {
      settled(path);
    }
    if (outcome == Admission.Outcome.DONE) {
      looks.known(path);
      stayOrWait(found);
    }
    boolean first = role == Admission.Role.FIRST_LOOK && outcome == Admission.Outcome.WAITS;
    if (!first && (outcome == Admission.Outcome.REPLACED || desk.wasCut(path))) {
      beside.look(path, look, () -> {});
    }
    open();
  }

  /** It keeps its place while there is one; others that came first are not put back for it. */
  private void stayOrWait(FoundFile found) {
    boolean stays = unread.isEmpty() ? room.make(0) : room.isFor(0);
    Optional<TailedFile> open = desk.tracked().at(found.path());
    if (!stays) {
      open.ifPresent(desk::close);
    }
    if ((open.isEmpty() || !stays) && need(found) == Need.TURN) {
      await(found);
    }
  }
}
