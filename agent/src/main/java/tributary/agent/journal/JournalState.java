package tributary.agent.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tributary.agent.identify.Mark;

/**
 * What a journal's records, applied in their order, amount to. Records about a content that is not
 * known (its line was damaged) say nothing. Thread: whoever recovers it, then the journal's.
 */
final class JournalState {
  static final int VERSION = 1;

  private final Map<String, Long> entries = new LinkedHashMap<>();
  private final Map<String, ContentState> contents = new LinkedHashMap<>();
  private final Map<Integer, JsonNode> settings = new LinkedHashMap<>();
  private Optional<String> boot = Optional.empty();
  private Optional<String> machine = Optional.empty();
  private long look;
  private boolean opened;
  private boolean damaged;

  void apply(JournalRecord record) {
    if (record instanceof JournalRecord.Opened r) {
      opened = true;
      damaged |= r.damaged();
    } else if (record instanceof JournalRecord.Entry r) {
      entries.putIfAbsent(r.path(), r.applied());
    } else if (record instanceof JournalRecord.Settings r) {
      settings.put(r.number(), r.entry());
    } else if (record instanceof JournalRecord.Look r) {
      look = Math.max(look, r.time());
    } else if (record instanceof JournalRecord.Boot r) {
      boot = Optional.of(r.boot());
    } else if (record instanceof JournalRecord.Machine r) {
      machine = Optional.of(r.machine());
    } else if (record instanceof JournalRecord.Stop r) {
      stop(new HashSet<>(r.unsettled()));
    } else {
      applyToContent(record);
    }
  }

  private void applyToContent(JournalRecord record) {
    if (record instanceof JournalRecord.Content r) {
      content(r);
    } else if (record instanceof JournalRecord.Seam r) {
      content(r.id()).ifPresent(c -> c.seam(r));
    } else if (record instanceof JournalRecord.Limit r) {
      content(r.id()).ifPresent(c -> c.limit(r.offset()));
    } else if (record instanceof JournalRecord.Ack r) {
      content(r.id()).ifPresent(c -> c.ack(r.offset(), r.skipped()));
    } else if (record instanceof JournalRecord.Mark r) {
      content(r.id()).ifPresent(c -> c.mark(new Mark(r.offset(), r.hash())));
    } else if (record instanceof JournalRecord.Lost r) {
      content(r.id()).ifPresent(c -> c.lost(r.ranges()));
    } else if (record instanceof JournalRecord.Missing r) {
      content(r.id()).ifPresent(c -> c.missing(r.millis()));
    } else if (record instanceof JournalRecord.Forget r) {
      contents.remove(r.id());
    } else if (record instanceof JournalRecord.Reread r) {
      content(r.id()).ifPresent(ContentState::reread);
    }
  }

  private void stop(Set<String> unsettled) {
    contents.forEach(
        (id, content) -> {
          if (!unsettled.contains(id)) {
            content.settled();
          }
        });
  }

  /**
   * Which of two contents took a file last tells which of them it holds: they are in that order.
   */
  private void content(JournalRecord.Content record) {
    ContentState content = contents.get(record.id());
    if (content == null) {
      content = new ContentState(record);
      contents.put(record.id(), content);
    } else if (!content.isIn(record)) {
      contents.remove(record.id());
      contents.put(record.id(), content);
    }
    content.content(record);
  }

  private Optional<ContentState> content(String id) {
    return Optional.ofNullable(contents.get(id));
  }

  /** Remembers for good that something was lost here. */
  void damaged(boolean found) {
    damaged |= found;
  }

  /** Whether the first line of a journal was among the records. */
  boolean opened() {
    return opened;
  }

  boolean damaged() {
    return damaged;
  }

  Map<String, Long> entries() {
    return entries;
  }

  Collection<ContentState> contents() {
    return contents.values();
  }

  Map<Integer, JsonNode> settings() {
    return settings;
  }

  long look() {
    return look;
  }

  Optional<String> boot() {
    return boot;
  }

  Optional<String> machine() {
    return machine;
  }

  /** All that lives, as records that make the same state again. */
  List<JournalRecord> records() {
    List<JournalRecord> records = new ArrayList<>();
    records.add(new JournalRecord.Opened(VERSION, damaged));
    boot.ifPresent(b -> records.add(new JournalRecord.Boot(b)));
    machine.ifPresent(m -> records.add(new JournalRecord.Machine(m)));
    entries.forEach((path, applied) -> records.add(new JournalRecord.Entry(path, applied)));
    if (look > 0) {
      records.add(new JournalRecord.Look(look));
    }
    Set<Integer> used = new HashSet<>();
    contents.values().forEach(c -> c.history().forEach(s -> used.add(s.settings())));
    settings.keySet().retainAll(used);
    settings.forEach((n, entry) -> records.add(new JournalRecord.Settings(n, entry)));
    contents.values().forEach(c -> records.addAll(c.records()));
    return records;
  }
}
