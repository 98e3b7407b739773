package tributary.agent.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.agent.identify.Mark;
import tributary.agent.read.content.ByteRange;
import tributary.agent.read.content.Known;
import tributary.agent.read.content.Ledger;
import tributary.agent.read.content.Remembered;
import tributary.agent.read.content.Seam;
import tributary.common.collect.CollectCodec;
import tributary.common.collect.CollectEntry;
import tributary.common.collect.CollectException;
import tributary.common.json.Json;
import tributary.common.kafka.FileId;

/** What the reader writes down, as records of the journal. Thread: reader. */
public final class JournalLedger implements Ledger {
  private static final Logger LOG = LoggerFactory.getLogger(JournalLedger.class);

  private final Journal journal;
  private final CollectCodec codec = new CollectCodec();
  private final Map<CollectEntry, Integer> numbers = new HashMap<>();
  private final Map<CollectEntry, JsonNode> texts = new HashMap<>();
  private final List<Remembered> remembered = new ArrayList<>();
  private final Map<String, Long> entries;
  private final long lastLook;
  private final boolean damaged;
  private final boolean rebooted;
  private final long renewed;
  private int nextNumber = 1;

  /** Reads what the journal recovered, before it is started. */
  public JournalLedger(
      Journal journal, HostIdentity host, InstantSource clock, RandomGenerator random) {
    this.journal = journal;
    JournalState state = journal.recovered();
    Renewal renewal = new Renewal(state, host, clock, random);
    this.rebooted = renewal.rebooted();
    this.renewed = journal.renew(renewal.records());
    this.entries = Map.copyOf(state.entries());
    this.lastLook = state.look();
    this.damaged = state.damaged();
    Map<Integer, CollectEntry> settings = settings(state.settings());
    state.contents().forEach(c -> remember(c, settings));
  }

  private Map<Integer, CollectEntry> settings(Map<Integer, JsonNode> known) {
    Map<Integer, CollectEntry> settings = new HashMap<>();
    known.forEach(
        (number, json) -> {
          nextNumber = Math.max(nextNumber, number + 1);
          try {
            CollectEntry entry = codec.parseEntry(json.toString());
            settings.put(number, entry);
            numbers.put(entry, number);
          } catch (CollectException e) {
            LOG.warn("settings {} of the journal are no entry: {}", number, e.getMessage());
          }
        });
    return settings;
  }

  private void remember(ContentState content, Map<Integer, CollectEntry> settings) {
    JournalRecord.Content c = content.content();
    FileKey key = new FileKey(c.key(), c.birth());
    Head head = new Head(c.headLength(), c.headHash());
    Known known = new Known(new FileId(c.id()), key, head, c.path(), c.start());
    List<Seam> seams = new ArrayList<>();
    // Not even a number whose settings were damaged may mean others from now on.
    content.history().forEach(seam -> nextNumber = Math.max(nextNumber, seam.settings() + 1));
    for (JournalRecord.Seam seam : content.seams()) {
      CollectEntry entry = settings.get(seam.settings());
      if (entry != null) {
        seams.add(new Seam(seam.offset(), entry, seam.day()));
      }
    }
    remembered.add(
        new Remembered(
            known,
            seams,
            content.limit(),
            content.acked(),
            content.skipped(),
            content.lost(),
            content.missing(),
            content.marks()));
  }

  @Override
  public List<Remembered> remembered() {
    return remembered;
  }

  @Override
  public Map<String, Long> entries() {
    return entries;
  }

  @Override
  public long lastLook() {
    return lastLook;
  }

  @Override
  public boolean damaged() {
    return damaged;
  }

  @Override
  public boolean rebooted() {
    return rebooted;
  }

  @Override
  public long renewed() {
    return renewed;
  }

  @Override
  public long missing(FileId id, long millis) {
    return journal.append(List.of(new JournalRecord.Missing(id.text(), millis)));
  }

  @Override
  public long forget(FileId id) {
    return journal.append(List.of(new JournalRecord.Forget(id.text())));
  }

  @Override
  public long begin(Known known, Seam seam, long limit, Optional<Mark> atStart) {
    String id = known.id().text();
    List<JournalRecord> records = new ArrayList<>();
    records.add(record(known));
    atStart.ifPresent(m -> records.add(new JournalRecord.Mark(id, m.offset(), m.hash())));
    addSeam(records, id, seam);
    records.add(new JournalRecord.Limit(id, limit));
    return journal.append(records);
  }

  @Override
  public long changed(Known known) {
    return journal.append(List.of(record(known)));
  }

  private static JournalRecord record(Known known) {
    return new JournalRecord.Content(
        known.id().text(),
        known.key().text(),
        known.key().birth(),
        known.head().length(),
        known.head().hash(),
        known.path(),
        known.start());
  }

  @Override
  public long seam(FileId id, Seam seam) {
    List<JournalRecord> records = new ArrayList<>();
    addSeam(records, id.text(), seam);
    return journal.append(records);
  }

  /** Settings are written again with each seam: the journal drops those that no seam refers to. */
  private void addSeam(List<JournalRecord> records, String id, Seam seam) {
    int number = numbers.computeIfAbsent(seam.entry(), e -> nextNumber++);
    records.add(
        new JournalRecord.Settings(number, texts.computeIfAbsent(seam.entry(), this::json)));
    records.add(new JournalRecord.Seam(id, seam.offset(), number, seam.day()));
  }

  private JsonNode json(CollectEntry entry) {
    try {
      return Json.mapper().readTree(codec.write(entry));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an entry writes as JSON", e);
    }
  }

  @Override
  public long limit(FileId id, long offset) {
    return journal.append(List.of(new JournalRecord.Limit(id.text(), offset)));
  }

  @Override
  public long lost(FileId id, List<ByteRange> ranges) {
    return journal.append(List.of(new JournalRecord.Lost(id.text(), ranges)));
  }

  @Override
  public void acknowledged(List<Acknowledged> positions) {
    List<JournalRecord> records = new ArrayList<>();
    for (Acknowledged at : positions) {
      String id = at.id().text();
      records.add(new JournalRecord.Ack(id, at.mark().offset(), at.skipped()));
      records.add(new JournalRecord.Mark(id, at.mark().offset(), at.mark().hash()));
    }
    journal.append(records);
  }

  @Override
  public void entryApplied(String path, long time) {
    journal.append(List.of(new JournalRecord.Entry(path, time)));
  }

  @Override
  public void looked(long time) {
    journal.append(List.of(new JournalRecord.Look(time)));
  }

  @Override
  public void stopped(List<FileId> unsettled) {
    journal.append(List.of(new JournalRecord.Stop(unsettled.stream().map(FileId::text).toList())));
  }

  @Override
  public long synced() {
    return journal.synced();
  }

  @Override
  public boolean idle() {
    return journal.idle();
  }

  @Override
  public Optional<String> problem() {
    return journal.problem();
  }
}
