package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Where reading starts. */
class StartPositionTest {

  @Test
  void withoutACommitAtTheOldest() {
    assertThat(StartPosition.of("id", null, 7, 100)).isEqualTo(new StartPosition(7, 0, ""));
  }

  @Test
  void atTheCommit() {
    assertThat(StartPosition.of("id", commit(42, "id"), 7, 100).offset()).isEqualTo(42);
    assertThat(StartPosition.of("id", commit(100, "id"), 7, 100).offset()).isEqualTo(100);
    assertThat(StartPosition.of("id", commit(7, "id"), 7, 100).remark()).isEmpty();
  }

  @Test
  @DisplayName("T13: a commit of another topic of that name is none")
  void ofAnotherTopic() {
    StartPosition start = StartPosition.of("id", commit(42, "other"), 0, 100);

    assertThat(start.offset()).isZero();
    assertThat(start.lost()).isZero();
    assertThat(start.remark()).contains("not of this topic's id");
  }

  @Test
  @DisplayName("T13: what retention took is counted, reading goes on at the oldest")
  void behindRetention() {
    StartPosition start = StartPosition.of("id", commit(42, "id"), 50, 100);

    assertThat(start.offset()).isEqualTo(50);
    assertThat(start.lost()).isEqualTo(8);
    assertThat(start.remark()).contains("42 to 49");
  }

  @Test
  void beyondTheEndAllIsReadAgain() {
    StartPosition start = StartPosition.resume(101, 7, 100);

    assertThat(start.offset()).isEqualTo(7);
    assertThat(start.lost()).isZero();
    assertThat(start.remark()).contains("beyond the end");
  }

  private static OffsetAndMetadata commit(long offset, String metadata) {
    return new OffsetAndMetadata(offset, Optional.empty(), metadata);
  }
}
