package tributary.agent.journal;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.identify.Mark;
import tributary.common.kafka.FileId;

/**
 * What changes when a data folder wakes up on another machine, or after another start of its
 * system. On another machine (a cloned disk) each content goes on under a new id from its
 * acknowledged offset, since the other machine goes on under the old one. Thread: the one that
 * wires, before the journal is started.
 */
final class Renewal {
  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  private final List<JournalRecord> records = new ArrayList<>();
  private final boolean rebooted;

  Renewal(JournalState state, HostIdentity host, InstantSource clock, RandomGenerator random) {
    rebooted = isOther(state.boot(), host.boot());
    if (isOther(state.machine(), host.machine())) {
      LOG.warn("this data folder comes from another machine: its files go on under new ids");
      List.copyOf(state.contents())
          .forEach(content -> renew(content, FileId.create(clock.instant(), random)));
    }
    host.machine()
        .filter(id -> state.machine().filter(id::equals).isEmpty())
        .ifPresent(id -> records.add(new JournalRecord.Machine(id)));
    host.boot()
        .filter(id -> state.boot().filter(id::equals).isEmpty())
        .ifPresent(id -> records.add(new JournalRecord.Boot(id)));
  }

  private static boolean isOther(Optional<String> before, Optional<String> now) {
    return before.isPresent() && now.isPresent() && !before.equals(now);
  }

  private void renew(ContentState content, FileId id) {
    JournalRecord.Content old = content.content();
    long start = content.acked();
    records.add(new JournalRecord.Forget(old.id()));
    records.add(
        new JournalRecord.Content(
            id.text(),
            old.key(),
            old.birth(),
            old.headLength(),
            old.headHash(),
            old.path(),
            start));
    for (Mark mark : content.marks().oldestFirst()) {
      records.add(new JournalRecord.Mark(id.text(), mark.offset(), mark.hash()));
    }
    content.seams().stream()
        .findFirst()
        .ifPresent(
            seam ->
                records.add(new JournalRecord.Seam(id.text(), start, seam.settings(), seam.day())));
    records.add(new JournalRecord.Limit(id.text(), start));
  }

  /** What is to be written down before anything is sent. */
  List<JournalRecord> records() {
    return records;
  }

  /** Whether the system has been started anew since the last run. */
  boolean rebooted() {
    return rebooted;
  }
}
