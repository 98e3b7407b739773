package tributary.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to the journal's bytes, it is read, and says what is still whole. */
final class JournalDamageTest {
  @TempDir Path folder;

  private final List<JournalRecord> records =
      List.of(
          new JournalRecord.Opened(1, false),
          new JournalRecord.Content("c1", "k1", 0, 10, 77, "/a", 0),
          new JournalRecord.Seam("c1", 0, 1, 20_000),
          new JournalRecord.Limit("c1", 1000),
          new JournalRecord.Entry("/a", 5),
          new JournalRecord.Ack("c1", 100, 3),
          new JournalRecord.Mark("c1", 100, 42),
          new JournalRecord.Ack("c1", 200, 4));

  private JournalWriter writer() {
    return new JournalWriter(folder.resolve("journal"), folder.resolve("journal.before"));
  }

  private void write() throws IOException {
    try (JournalWriter journal = writer();
        JournalWriter entries =
            new JournalWriter(folder.resolve("entries"), folder.resolve("entries.before"))) {
      journal.rewrite(records.subList(0, 5));
      journal.append(records.subList(5, records.size()));
      entries.rewrite(records.subList(4, 5));
    }
  }

  private Recovery recover() {
    return Recovery.of(
        new Recovery.JournalFiles(
            folder.resolve("journal"),
            folder.resolve("journal.before"),
            folder.resolve("entries")));
  }

  private static Optional<ContentState> content(Recovery recovery) {
    return recovery.state().contents().stream().findFirst();
  }

  /** What is known is true, and what isn't makes the agent read more, never less. */
  private static void neverAhead(Recovery recovery) {
    content(recovery).ifPresent(c -> assertThat(c.acked()).isIn(0L, 100L, 200L));
    boolean entryKnown = recovery.state().entries().containsKey("/a");
    assertThat(entryKnown || recovery.state().damaged()).isTrue();
  }

  @Test
  @DisplayName("P3: whole, it says what was written")
  void whole() throws IOException {
    write();
    Recovery recovery = recover();
    assertThat(recovery.problems()).isEmpty();
    assertThat(recovery.state().damaged()).isFalse();
    ContentState content = content(recovery).orElseThrow();
    assertThat(content.acked()).isEqualTo(200);
    assertThat(content.skipped()).isEqualTo(4);
    assertThat(content.limit()).isEqualTo(1000);
    assertThat(content.seams()).hasSize(1);
    assertThat(content.marks().newest().orElseThrow().hash()).isEqualTo(42);
  }

  @Test
  @DisplayName("P3: cut at every byte, it is read up to there")
  void cut() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(folder.resolve("journal"));
    for (int length = 0; length < bytes.length; length++) {
      Files.write(folder.resolve("journal"), Arrays.copyOf(bytes, length));
      neverAhead(recover());
    }
  }

  @Test
  @DisplayName("P3: zeroed or garbled at every byte, one line at most is lost, and it is said")
  void garbled() throws IOException {
    write();
    byte[] bytes = Files.readAllBytes(folder.resolve("journal"));
    for (int at = 0; at < bytes.length - 1; at++) {
      for (byte with : new byte[] {0, '\n', (byte) (bytes[at] ^ 1)}) {
        if (bytes[at] == with) {
          continue;
        }
        byte[] damaged = bytes.clone();
        damaged[at] = with;
        Files.write(folder.resolve("journal"), damaged);
        Recovery recovery = recover();
        neverAhead(recovery);
        assertThat(recovery.problems()).as("byte %d", at).isNotEmpty();
        assertThat(recovery.state().damaged()).isTrue();
      }
    }
  }

  @Test
  @DisplayName("P3: a damaged line is looked up in the journal before")
  void lookedUp() throws IOException {
    write();
    try (JournalWriter journal = writer()) {
      journal.open(Files.size(folder.resolve("journal")));
      journal.rewrite(recover().state().records());
    }
    byte[] bytes = Files.readAllBytes(folder.resolve("journal"));
    for (int at = 0; at < bytes.length; at++) {
      byte[] damaged = bytes.clone();
      damaged[at] ^= 0x55;
      Files.write(folder.resolve("journal"), damaged);
      assertThat(content(recover()).orElseThrow().acked()).as("byte %d", at).isEqualTo(200);
    }
  }

  @Test
  @DisplayName("P3: gone, a folder in its place, or from the future: the agent starts and says so")
  void gone() throws IOException {
    write();
    Files.delete(folder.resolve("journal"));
    assertThat(recover().state().damaged()).isTrue();
    Files.createDirectory(folder.resolve("journal"));
    assertThat(recover().state().damaged()).isTrue();
    Files.delete(folder.resolve("journal"));
    Files.writeString(folder.resolve("journal"), "00000000 {\"t\":\"unheard-of\"}\n");
    assertThat(recover().problems()).isNotEmpty();
  }

  @Test
  @DisplayName("A new data folder is not damaged")
  void fresh() {
    assertThat(recover().state().damaged()).isFalse();
    assertThat(recover().problems()).isEmpty();
  }

  @Test
  @DisplayName("After a clean stop, nothing lies beyond what was acknowledged, but of those named")
  void cleanStop() {
    JournalState state = new JournalState();
    records.forEach(state::apply);
    state.apply(new JournalRecord.Content("c2", "k2", 0, 10, 77, "/b", 0));
    state.apply(new JournalRecord.Limit("c2", 500));
    state.apply(new JournalRecord.Stop(List.of("c2")));
    List<Long> limits = new ArrayList<>();
    state.contents().forEach(c -> limits.add(c.limit()));
    assertThat(limits).containsExactly(200L, 500L);
  }
}
