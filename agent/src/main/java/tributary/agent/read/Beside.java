package tributary.agent.read;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tributary.agent.discover.FoundFile;
import tributary.agent.identify.Compression;
import tributary.agent.read.open.Opener;
import tributary.common.collect.CollectEntry;

/**
 * Looks beside paths for files that were rotated away: what is left of known contents is read on,
 * and what was missed is read, oldest first. Where something can't be decided yet (a copy in the
 * making, a file that is being compressed), it looks again at each look at the paths. Thread:
 * reader; the opener hands back through {@code inbox}.
 */
final class Beside {
  private final Desk desk;
  private final Opener opener;
  private final Admission admission;
  private final Unreadable unreadable;
  private final Consumer<Runnable> inbox;
  private final Map<Path, Look> undecided = new HashMap<>();

  /**
   * One look.
   *
   * @param entry that names the path
   * @param missedSince siblings that are no known content and were modified since then were missed
   * @param lookedAt when all before was known; what a later run must look back to
   */
  record Look(CollectEntry entry, long missedSince, long lookedAt) {}

  Beside(Desk desk, Opener opener, Admission admission, Consumer<Runnable> inbox) {
    this.desk = desk;
    this.opener = opener;
    this.admission = admission;
    this.unreadable = new Unreadable(desk);
    this.inbox = inbox;
  }

  /**
   * Looks beside a path.
   *
   * @param then when all that can be decided now is dealt with
   */
  void look(Path of, Look look, Runnable then) {
    opener.siblings(
        of, look.entry(), found -> inbox.accept(() -> onSiblings(of, look, found, then)));
  }

  private void onSiblings(Path of, Look look, List<FoundFile> siblings, Runnable then) {
    desk.whereabouts().beside(of, siblings);
    if (!unreadable.compare(of, siblings, look.missedSince())) {
      undecided.merge(of, look, Beside::earlier);
    }
    siblings.forEach(this::verify);
    List<FoundFile> unknown =
        siblings.stream().filter(sibling -> isToBeOpened(sibling, look)).toList();
    Runnable again = () -> look(of, look, then);
    Countdown countdown = new Countdown(unknown.size(), then, again);
    for (FoundFile sibling : unknown) {
      boolean missed = sibling.modified() >= look.missedSince();
      Admission.Role role = missed ? Admission.Role.MISSED : Admission.Role.SIBLING;
      Consumer<Admission.Outcome> settled =
          outcome -> {
            if (outcome == Admission.Outcome.WAITS) {
              undecided.merge(of, look, Beside::earlier);
            }
            countdown.settled(outcome);
          };
      if (!admission.open(new Admission.Order(sibling, role, of, settled))) {
        // It is being opened, perhaps only to see whether it is known: look again after that.
        settled.accept(Admission.Outcome.WAITS);
      }
    }
  }

  private static Look earlier(Look one, Look other) {
    return one.lookedAt() <= other.lookedAt() ? one : other;
  }

  /** Looks again where something could not be decided. */
  void again() {
    Map<Path, Look> looks = new HashMap<>(undecided);
    undecided.clear();
    looks.forEach(
        (of, look) -> {
          if (desk.wants(of)) {
            look(of, look, () -> {});
          }
        });
  }

  /** The earliest time that a later run must look back to; none if all is decided. */
  OptionalLong undecidedSince() {
    return undecided.values().stream().mapToLong(Look::lookedAt).min();
  }

  /** Cut, written again to the very same size, and renamed: no size tells. */
  private void verify(FoundFile sibling) {
    desk.tracked()
        .under(sibling.key())
        .filter(open -> open.isModified(sibling.modified()) && open.size() == sibling.size())
        .ifPresent(desk::verify);
  }

  private boolean isToBeOpened(FoundFile sibling, Look look) {
    boolean read =
        desk.contents()
            .underKey(sibling.key())
            .filter(content -> content.isSeen() || sibling.modified() < look.missedSince())
            .filter(content -> desk.isAtEnd(content, sibling.size()))
            .isPresent();
    return !read
        && !desk.whereabouts().isSpent(sibling)
        && Compression.of(sibling.path()) != Compression.OTHER
        && desk.at(sibling.path()).isEmpty()
        && desk.tracked().under(sibling.key()).isEmpty();
  }

  /** Compressed files that nobody here can read and that were perhaps missed. */
  List<String> problems() {
    return unreadable.problems();
  }
}
