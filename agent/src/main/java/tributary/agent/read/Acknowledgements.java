package tributary.agent.read;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import tributary.agent.read.content.Content;
import tributary.agent.read.content.Ledger;
import tributary.agent.read.content.MarkTrail;
import tributary.common.kafka.FileId;

/** Writes down how far contents were acknowledged. Thread: reader. */
final class Acknowledgements {
  private final Desk desk;

  Acknowledgements(Desk desk) {
    this.desk = desk;
  }

  /**
   * Those that have moved; not while earlier ones are still to be written (the disk may be full).
   */
  void write(boolean anyway) {
    if (!anyway && !desk.ledger().idle()) {
      return;
    }
    List<Ledger.Acknowledged> moved = new ArrayList<>();
    for (Iterator<Content> all = desk.contents().moving().iterator(); all.hasNext(); ) {
      Content content = all.next();
      // In this order: what is acknowledged after the first question is taken the next time.
      boolean settled = content.delivery().settled();
      Optional<MarkTrail.Passed> passed = content.takeAcknowledged();
      passed.ifPresent(
          p -> moved.add(new Ledger.Acknowledged(content.known().id(), p.mark(), p.skipped())));
      if (settled) {
        all.remove();
      }
    }
    if (!moved.isEmpty()) {
      desk.ledger().acknowledged(moved);
    }
  }

  /** Whether the fate of all that was handed over is known. */
  boolean allAcknowledged() {
    return desk.contents().all().stream().allMatch(content -> content.delivery().settled());
  }

  /** The contents of which something may be stored beyond what is written down. */
  List<FileId> unsettled() {
    List<FileId> ids = new ArrayList<>();
    for (Content content : desk.contents().all()) {
      if (!content.isSettled()) {
        ids.add(content.known().id());
      }
    }
    return ids;
  }
}
