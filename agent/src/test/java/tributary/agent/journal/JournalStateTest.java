package tributary.agent.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What records amount to. */
final class JournalStateTest {
  @Test
  @DisplayName("F4: of two contents that were in one file, the one that took it last comes last")
  void whoTookTheFileLast() {
    JournalState state = new JournalState();
    List.of(in("a", "1"), in("b", "2"), in("c", "3"), in("a", "2"), in("b", "2"))
        .forEach(state::apply);
    List<String> ids =
        state.records().stream()
            .filter(JournalRecord.Content.class::isInstance)
            .map(record -> ((JournalRecord.Content) record).id())
            .toList();
    assertThat(ids).containsExactly("b", "c", "a");
  }

  private static JournalRecord.Content in(String id, String key) {
    return new JournalRecord.Content(id, key, 0, 0, 0, "/logs/app.log", 0);
  }
}
