package tributary.agent.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import tributary.agent.discover.FoundFile;
import tributary.agent.identify.Compression;
import tributary.agent.identify.Identification;
import tributary.agent.identify.Identity;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Siblings;
import tributary.agent.read.content.Content;
import tributary.agent.read.open.GzipBytes;
import tributary.agent.read.open.OpenFile;

/**
 * Decides which content a file holds that was opened, and has it read from where that is due.
 * Thread: reader.
 */
final class Decision {
  private final Desk desk;
  private final Beginnings beginnings;
  private final LongSupplier nanos;
  private final Growth growth;
  private final Growth doubt;

  /**
   * @param rotatedWait nanoseconds for which a copy in the making must be quiet
   */
  Decision(Desk desk, Beginnings beginnings, LongSupplier nanos, long rotatedWait) {
    this.desk = desk;
    this.beginnings = beginnings;
    this.nanos = nanos;
    this.growth = new Growth(rotatedWait);
    this.doubt = new Growth(rotatedWait);
  }

  /**
   * Where the file is that another is named after. The latest look need not have seen it: a copy of
   * it may be in the making as soon as it is there.
   */
  Optional<Path> namedAfter(Admission.Order order) {
    if (Compression.of(order.found().path()) != Compression.NONE) {
      return Optional.empty();
    }
    return order.role().isHeld()
        ? Optional.of(order.home())
        : Siblings.namedAfter(order.found().path()).stream()
            .filter(base -> desk.at(base).isPresent())
            .findFirst();
  }

  /** Decides on a file, and opens it for reading or closes it. */
  Admission.Outcome decide(Admission.Order order, OpenFile file, Optional<OpenFile> namedAfter)
      throws IOException {
    FoundFile found = order.found();
    // In this order: a file that is cut after the first question is known to be by the second.
    boolean beingCopied = isBeingCopied(order, file, namedAfter);
    if (namedAfter.isPresent()) {
      desk.verify(namedAfter.get());
    }
    Optional<Content> underKey = desk.contents().underKey(found.key());
    Identity<Content> identity = identify(found, file, underKey);
    if (identity instanceof Identity.Fresh && isOfOneJustCut(order, file)) {
      identity = identify(found, file, underKey);
    }
    if (identity instanceof Identity.Same<Content> same) {
      desk.attach(order, file, same.content());
    } else if (identity instanceof Identity.Found<Content> orphan) {
      desk.found(order, file, orphan.orphan());
    } else if (identity instanceof Identity.Cut<Content> cut) {
      desk.cut(cut.content());
      desk.admit(order, file, beginnings.begin(order, file, Optional.of(cut.from()), desk.wake()));
    } else {
      return fresh(order, file, beingCopied, underKey);
    }
    growth.decided(found.key().text());
    doubt.decided(found.key().text());
    return Admission.Outcome.DONE;
  }

  private Identity<Content> identify(FoundFile found, OpenFile file, Optional<Content> underKey)
      throws IOException {
    return Identification.decide(
        found.path().toString(),
        found.key(),
        file,
        underKey.filter(c -> c.fromEarlierBoot() || desk.goesOn(c, file)),
        () -> desk.orphans().in(found.path().getParent()));
  }

  /**
   * Whether a file begins like one that is open and turns out to be cut: that may have been renamed
   * since, so that it is no longer where the copy's name says.
   */
  private boolean isOfOneJustCut(Admission.Order order, OpenFile file) {
    if (order.role() == Admission.Role.FIRST_LOOK || !file.head().full()) {
      return false;
    }
    boolean cut = false;
    for (TailedFile open : List.copyOf(desk.tracked().all())) {
      boolean plain = open.file().packed().isEmpty();
      if (plain && open.content().head().equals(file.head())) {
        desk.verify(open);
        cut |= open.isClosed();
      }
    }
    return cut;
  }

  private Admission.Outcome fresh(
      Admission.Order order, OpenFile file, boolean beingCopied, Optional<Content> underKey)
      throws IOException {
    String path = order.found().path().toString();
    underKey.ifPresent(desk::cut);
    boolean held = desk.orphans().isHeldElsewhere(path, file) || replacesOneHeld(file);
    if (beingCopied || held || isDoubtful(order, file)) {
      file.close();
      return Admission.Outcome.WAITS;
    }
    if (order.role() == Admission.Role.SIBLING && !desk.orphans().mayHoldRest(order.home(), file)) {
      file.close();
      return Admission.Outcome.DONE;
    }
    boolean existed = order.role() == Admission.Role.FIRST_LOOK;
    desk.admit(order, file, beginnings.begin(order, file, existed, desk.wake()));
    return Admission.Outcome.DONE;
  }

  /**
   * Whether a file holds what was read of one that was replaced or deleted and is held open: an
   * editor wrote it anew. While nothing of that is acknowledged, there is no mark to tell it by.
   */
  private boolean replacesOneHeld(OpenFile file) throws IOException {
    for (TailedFile held : desk.tracked().held()) {
      Content content = held.content();
      boolean alike = content.head().full() && file.agrees(content.head());
      if (alike && file.size() >= content.position() && desk.goesOn(content, file)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether a file begins like a content that should be in another one, which was not looked into
   * yet, and may be gone or cut: that is soon known.
   */
  private boolean isDoubtful(Admission.Order order, OpenFile file) {
    return order.role() != Admission.Role.FIRST_LOOK
        && desk.orphans().mayBe(file)
        && doubt.goesOn(file.key().text(), order.found().size(), nanos.getAsLong());
  }

  /**
   * Whether a file is perhaps a copy in the making of the file that it is named after. At the first
   * look of its entry it is what it is: it was there before.
   */
  private boolean isBeingCopied(Admission.Order order, OpenFile file, Optional<OpenFile> namedAfter)
      throws IOException {
    return namedAfter.isPresent()
        && order.role() != Admission.Role.FIRST_LOOK
        && file.isBeginningOf(namedAfter.get())
        && growth.goesOn(file.key().text(), file.size(), nanos.getAsLong());
  }

  /**
   * Whether head and length say that all which a compressed file holds is read and stored, so that
   * unpacking it can be saved.
   */
  boolean isKnownWhole(Admission.Order order, OpenFile file, GzipBytes packed) throws IOException {
    long length = packed.hintedSize();
    if (file.head().length() == 0) {
      file.close();
      return true;
    }
    for (Content content : candidates(order, file)) {
      boolean whole =
          content.acknowledged() == length
              && (content.head().full() || content.head().length() == length)
              && content.position() == length
              && content.delivery().settled();
      if (whole) {
        file.close();
        if (!desk.tracked().holds(content)) {
          desk.relocate(order, content, length);
        }
        return true;
      }
    }
    return false;
  }

  /** What to compare while a file is unpacked. */
  List<Mark> marks(Admission.Order order, OpenFile file) throws IOException {
    List<Mark> marks = new ArrayList<>();
    for (Content content : candidates(order, file)) {
      marks.addAll(content.marks().oldestFirst());
    }
    return marks;
  }

  private List<Content> candidates(Admission.Order order, OpenFile file) throws IOException {
    List<Content> candidates = new ArrayList<>();
    desk.contents().underKey(order.found().key()).ifPresent(candidates::add);
    for (Content content : desk.orphans().maybeIn(order.found().path().getParent())) {
      if (file.agrees(content.head())) {
        candidates.add(content);
      }
    }
    return candidates;
  }
}
