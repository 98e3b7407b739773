package tributary.agent.read.content;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.discover.FileKey;
import tributary.agent.identify.Head;
import tributary.agent.identify.Mark;
import tributary.agent.identify.Marks;
import tributary.common.kafka.FileId;

/** How far a content has come, and what is known of it by that. */
final class ContentTest {
  private static final byte[] BYTES = new byte[100];

  private final Content content =
      Content.fresh(
          new Remembered(
              new Known(
                  new FileId("dc0wr2ajpm5fn908tjm5"),
                  new FileKey("1", 0),
                  Head.of(BYTES, BYTES.length),
                  "/logs/app.log",
                  0),
              List.of(),
              0,
              0,
              0,
              List.of(),
              0,
              Marks.none()),
          () -> {});

  @Test
  @DisplayName("P5: a copy is told by what is acknowledged, also while the journal is busy")
  void markBeforeItIsWritten() {
    Mark end = Mark.of(BYTES.length, BYTES, BYTES.length);
    content.delivery().sent(BYTES.length);
    content.advance(BYTES.length, BYTES, 0, true);
    content.passed(end);
    assertThat(content.marks().newest()).isEmpty();

    content.delivery().acknowledged(0, BYTES.length, false);
    assertThat(content.marks().newest()).contains(end);
    assertThat(content.isSettled()).as("written down").isFalse();

    assertThat(content.takeAcknowledged()).map(MarkTrail.Passed::mark).contains(end);
    assertThat(content.isSettled()).isTrue();
    assertThat(content.takeAcknowledged()).isEmpty();
  }
}
