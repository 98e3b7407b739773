package tributary.agent;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import tributary.agent.discover.Discovery;
import tributary.agent.discover.PathRules;
import tributary.agent.frame.EventFraming;
import tributary.agent.frame.EventSink;
import tributary.agent.journal.DataFolder;
import tributary.agent.journal.DataHome;
import tributary.agent.journal.Journal;
import tributary.agent.journal.JournalLedger;
import tributary.agent.journal.JournalSettings;
import tributary.agent.read.Clocks;
import tributary.agent.read.ReadSettings;
import tributary.agent.read.ReadSnapshot;
import tributary.agent.read.ReadStatus;
import tributary.agent.read.Reader;
import tributary.agent.read.ReaderParts;
import tributary.common.collect.CollectEntry;
import tributary.common.lifecycle.Closer;

/**
 * The steps on files, from discovery to framing, with their journal: gives every line of the files
 * that the entries name to a sink, and remembers what was acknowledged. Its methods may be called
 * by any thread.
 *
 * <p>Stop it in this order: {@link #stopIntake()}, then drain and close the sink, then {@link
 * #close()}.
 */
public final class Tailing implements AutoCloseable {
  /** An answer that is older was given before the reader became busy. */
  private static final Duration LATE = Duration.ofSeconds(1);

  private final DataFolder folder;
  private final Journal journal;
  private final Reader reader;
  private final Discovery discovery;
  private final InstantSource clock;

  /**
   * Locks the data folder and recovers the journal; nothing is read or written yet.
   *
   * @throws DataFolder.InUse if another agent runs on it
   */
  public Tailing(
      ReadSettings read,
      JournalSettings journalSettings,
      DataHome home,
      PathRules rules,
      EventSink sink,
      Clocks clocks,
      PrometheusRegistry registry)
      throws DataFolder.InUse {
    SecureRandom random = new SecureRandom();
    TailingMetrics metrics = new TailingMetrics(registry);
    this.clock = clocks.day();
    folder = DataFolder.open(home.folder());
    journal = new Journal(folder, this::wakeReader);
    List<Path> own = new ArrayList<>(rules.own());
    own.add(folder.real());
    PathRules withOwn = new PathRules(rules.allow(), rules.deny(), own);
    reader =
        new Reader(
            new ReaderParts(
                read,
                journalSettings.interval(),
                journalSettings.keep(),
                withOwn,
                new JournalLedger(journal, home.host(), clock, random),
                new EventFraming(sink, metrics),
                metrics,
                clock,
                clocks.nanos(),
                random));
    discovery =
        new Discovery(withOwn, read.maxFiles(), read.discover(), clock, reader::scanned, reader);
  }

  private void wakeReader() {
    reader.wake();
  }

  /** Begins to look, to read and to write. */
  public void start() {
    journal.start();
    reader.start();
    discovery.start();
  }

  /** From now on these entries, in their order of priority, each checked before. */
  public void apply(List<CollectEntry> entries) {
    discovery.apply(entries);
  }

  /**
   * Where all known contents stand, also those that no file is open for, and what is wrong with
   * single files, with the journal, or with what it held at the start: now, or as the reader last
   * had time to say.
   */
  public ReadSnapshot snapshot() {
    ReadSnapshot read = reader.snapshot();
    List<String> problems = new ArrayList<>(journal.damage());
    journal.problem().ifPresent(problems::add);
    if (read.at().plus(LATE).isBefore(clock.instant())) {
      problems.add("the reader is busy: the files are shown as they stood at " + read.at());
    }
    problems.addAll(read.problems());
    return new ReadSnapshot(read.files(), problems, read.at());
  }

  /** Where all known contents stand. */
  public List<ReadStatus> contents() {
    return snapshot().files();
  }

  /** What is wrong. */
  public List<String> problems() {
    return snapshot().problems();
  }

  /** Whether the fate of everything handed to the sink is known. */
  public boolean settled() {
    return reader.settled();
  }

  /** Nothing more is looked for, read or handed to the sink. */
  public void stopIntake() {
    discovery.close();
    reader.stopIntake();
  }

  /** Writes down what was acknowledged, and ends; what was not is sent again by the next run. */
  @Override
  public void close() throws IOException {
    try (Closer closer = new Closer()) {
      closer.register(folder);
      closer.register(journal);
      closer.register(reader);
      closer.register(discovery);
    }
  }
}
