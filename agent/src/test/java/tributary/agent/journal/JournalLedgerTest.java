package tributary.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tributary.agent.read.content.Remembered;
import tributary.agent.read.content.Seam;
import tributary.common.collect.CollectEntry;
import tributary.common.json.Json;

/** What the reader hears of a journal, and what it writes down. */
final class JournalLedgerTest {
  private static final String ID = "dc0wr2ajpm5fn908tjm5";

  @TempDir Path folder;

  private JournalLedger ledger(Journal journal) {
    var host = new HostIdentity(Optional.of("machine"), Optional.of("boot"));
    return new JournalLedger(journal, host, () -> Instant.EPOCH, new Random(1));
  }

  @Test
  @DisplayName(
      "P3: settings that both journals lost leave their number unused: none take its place")
  void lostSettings() throws Exception {
    try (JournalWriter journal =
        new JournalWriter(folder.resolve("journal"), folder.resolve("journal.before"))) {
      journal.rewrite(
          List.of(
              new JournalRecord.Opened(JournalState.VERSION, true),
              new JournalRecord.Settings(
                  1, Json.mapper().readTree("{\"path\": \"/a\", \"topic\": \"one\"}")),
              new JournalRecord.Content(ID, "k1", 0, 10, 77, "/a", 0),
              new JournalRecord.Seam(ID, 0, 7, 20_000),
              new JournalRecord.Seam(ID, 100, 1, 20_000),
              new JournalRecord.Limit(ID, 1000),
              new JournalRecord.Ack(ID, 150, 0)));
    }
    try (DataFolder data = DataFolder.open(folder);
        Journal journal = new Journal(data, () -> {})) {
      JournalLedger ledger = ledger(journal);
      Remembered remembered = ledger.remembered().get(0);
      assertThat(remembered.seams()).extracting(Seam::offset).containsExactly(100L);
      journal.start();
      long ticket =
          ledger.seam(remembered.known().id(), new Seam(150, CollectEntry.of("/a", "two"), 20_000));
      await().until(() -> ledger.synced() >= ticket);
    }
    assertThat(Files.readString(folder.resolve("journal"))).contains("\"two\"");
    JournalState state = Recovery.of(Recovery.JournalFiles.in(folder)).state();
    assertThat(state.settings().keySet()).contains(1, 8).doesNotContain(7);
  }
}
