package tributary.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal that has outgrown what lives. */
final class JournalGrowthTest {
  @TempDir Path folder;

  @Test
  @DisplayName("P3: no room for a second journal: the first goes on, says so, and repeats nothing")
  void cannotBeRewritten() throws Exception {
    try (DataFolder data = DataFolder.open(folder);
        Journal journal = new Journal(data, () -> {})) {
      journal.start();
      write(journal, List.of(new JournalRecord.Content("c1", "k1", 0, 10, 77, "/a", 0)));
      // What a disk without space is to a rewrite, and not to an append.
      Path next = Files.createDirectory(folder.resolve("journal.new"));

      long much = write(journal, acks(100, 30_000));
      assertThat(much).isBetween(1L << 20, 4L << 20);
      assertThat(journal.problem()).hasValueSatisfying(p -> assertThat(p).contains("it grows"));
      long more = write(journal, acks(200, 10));
      assertThat(more).isBetween(much + 1, much + 2000);

      Files.delete(next);
      long less = write(journal, acks(300, 20_000));
      assertThat(less).isLessThan(2000);
      assertThat(journal.problem()).isEmpty();
    }
    JournalState state = Recovery.of(Recovery.JournalFiles.in(folder)).state();
    assertThat(state.damaged()).isFalse();
    assertThat(state.contents()).extracting(ContentState::acked).containsExactly(300L);
  }

  private static List<JournalRecord> acks(long offset, int count) {
    return Collections.nCopies(count, new JournalRecord.Ack("c1", offset, 0));
  }

  /** Waits until they are on disk; returns how long the journal is then. */
  private long write(Journal journal, List<JournalRecord> records) throws Exception {
    long ticket = journal.append(records);
    await().until(() -> journal.synced() >= ticket);
    return Files.size(folder.resolve("journal"));
  }
}
