package tributary.agent.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import tributary.agent.identify.Mark;
import tributary.common.collect.TextEncoding;
import tributary.common.kafka.FileId;
import tributary.common.lifecycle.Closer;

/**
 * The journal of an agent that does not run, for an operator to correct. Thread: any, one at a
 * time; {@link #close()} returns when all is on disk.
 */
public final class StoppedJournal implements AutoCloseable {
  private final DataFolder folder;
  private final Journal journal;

  private StoppedJournal(DataFolder folder, Journal journal) {
    this.folder = folder;
    this.journal = journal;
  }

  /**
   * Locks the data folder, so that no agent starts meanwhile.
   *
   * @throws DataFolder.InUse if an agent runs on it
   */
  public static StoppedJournal open(Path dataDir) throws DataFolder.InUse {
    DataFolder folder = DataFolder.open(dataDir);
    Journal journal = new Journal(folder, () -> {});
    journal.start();
    return new StoppedJournal(folder, journal);
  }

  /** What the journal in a data folder says now, whether an agent runs on it or not. */
  public static List<JournalContent> contentsOf(Path dataDir) {
    return contents(Recovery.of(Recovery.JournalFiles.in(dataDir)).state());
  }

  /** All contents that are known. */
  public List<JournalContent> contents() {
    return contents(journal.recovered());
  }

  private static List<JournalContent> contents(JournalState state) {
    return state.contents().stream().map(JournalContent::of).toList();
  }

  /** The encoding that a content was read in last. */
  public TextEncoding encoding(FileId id) {
    JournalState state = journal.recovered();
    return state.contents().stream()
        .filter(content -> content.content().id().equals(id.text()))
        .flatMap(content -> content.seams().stream())
        .reduce((before, last) -> last)
        .map(seam -> state.settings().get(seam.settings()))
        .map(entry -> TextEncoding.of(entry.path("encoding").asText(TextEncoding.UTF_8.name())))
        .orElse(TextEncoding.UTF_8);
  }

  /** All of a content is sent again, under the same ids, when the agent runs. */
  public void reread(FileId id) {
    journal.append(List.of(new JournalRecord.Reread(id.text())));
  }

  /**
   * What lies before an offset is never sent.
   *
   * @param at what stands before that offset, which is a line's end
   */
  public void skip(JournalContent content, Mark at) {
    String id = content.id().text();
    long skipped = content.skipped() + at.offset() - content.acknowledged();
    journal.append(
        List.of(
            new JournalRecord.Ack(id, at.offset(), skipped),
            new JournalRecord.Mark(id, at.offset(), at.hash())));
  }

  /**
   * Writes what was handed over.
   *
   * @throws IOException if it could not be written; then nothing has changed
   */
  @Override
  public void close() throws IOException {
    try (Closer closer = new Closer()) {
      closer.register(folder);
      closer.register(journal);
    }
    if (journal.problem().isPresent()) {
      throw new IOException(journal.problem().get());
    }
  }
}
