package tributary.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** How far behind a file is, and whether it will be read before it is rotated away. */
class OutlookTest {
  private static final long SECOND = 1_000_000_000L;

  @Test
  @DisplayName("The age of an unread byte is the time since the file first reached beyond it")
  void age() {
    OffsetHistory growth = new OffsetHistory();
    growth.reached(100, 10 * SECOND);
    growth.reached(200, 20 * SECOND);
    assertThat(growth.ageOf(50, 30 * SECOND)).isEqualTo(20 * SECOND);
    assertThat(growth.ageOf(100, 30 * SECOND)).isEqualTo(10 * SECOND);
    assertThat(growth.ageOf(200, 30 * SECOND)).isZero();
    growth.reached(10, 40 * SECOND);
    assertThat(growth.ageOf(0, 41 * SECOND)).isEqualTo(SECOND);
  }

  @Test
  @DisplayName("OffsetHistory is that of the last minute, however many samples there were")
  void growth() {
    OffsetHistory growth = new OffsetHistory();
    for (int second = 1; second <= 3600; second++) {
      growth.reached(second * (second <= 1800 ? 1L : 1000L), second * SECOND);
    }
    assertThat(growth.perSecond(3600 * SECOND)).isBetween(990.0, 1010.0);
    assertThat(growth.ageOf(3_590_000, 3600 * SECOND)).isBetween(0L, 12 * SECOND);
  }

  @Test
  @DisplayName(
      "The next rotation is expected as long after the last as that was after the one before")
  void rotations() {
    Rotations rotations = new Rotations();
    rotations.rotated("/a", 100);
    assertThat(rotations.untilNext("/a", 110)).isEmpty();
    rotations.rotated("/a", 160);
    assertThat(rotations.untilNext("/a", 170)).hasValue(50);
    assertThat(rotations.untilNext("/a", 300)).isEmpty();
  }

  @Test
  @DisplayName("It warns when what is there by the next rotation can't be read by then")
  void warning() {
    OptionalLong minute = OptionalLong.of(60 * SECOND);
    assertThat(new Outlook(1_000_000, 0, 100, 20_000, minute).warning()).isEmpty();
    assertThat(new Outlook(1_000_000, 0, 100, 200, minute).warning())
        .hasValueSatisfying(
            text -> assertThat(text).contains("1,000,000 bytes behind", "about 60 s"));
    assertThat(new Outlook(1_000_000, 0, 100, 200, OptionalLong.empty()).warning()).isEmpty();
    assertThat(new Outlook(1_000_000, 1_000_000, 9e9, 0, minute).warning()).isEmpty();
  }
}
