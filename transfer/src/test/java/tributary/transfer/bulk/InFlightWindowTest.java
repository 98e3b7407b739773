package tributary.transfer.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Additive increase, multiplicative decrease. */
class InFlightWindowTest {

  private final InFlightWindow window = new InFlightWindow(8);

  @Test
  void aServerWithoutRoomHalvesItDownToOne() {
    window.answered(Duration.ofMillis(10), false);
    assertThat(window.size()).isEqualTo(4);
    for (int i = 0; i < 10; i++) {
      window.answered(Duration.ofMillis(10), false);
    }
    assertThat(window.size()).isEqualTo(1);
  }

  @Test
  void goodAnswersOpenItByOneForEachWindow() {
    for (int i = 0; i < 10; i++) {
      window.answered(Duration.ofMillis(10), false);
    }
    window.answered(Duration.ofMillis(10), true);
    assertThat(window.size()).isEqualTo(2);
    for (int i = 0; i < 100; i++) {
      window.answered(Duration.ofMillis(10), true);
    }
    assertThat(window.size()).isEqualTo(8);
  }

  @Test
  void aSlowAnswerHalvesIt() {
    window.answered(InFlightWindow.SLOW, true);

    assertThat(window.size()).isEqualTo(4);
  }
}
