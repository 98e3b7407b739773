package tributary.agent.read.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Events a second, by a clock of the test's own. */
final class PaceTest {
  private static final long SECOND = 1_000_000_000;

  private final Pace pace = new Pace();
  private long now = 17;

  /** Events in so many seconds, looked at every {@code step} nanoseconds. */
  private long events(int rate, int seconds, long step) {
    long count = 0;
    for (long end = now + seconds * SECOND; now < end; now += step) {
      int allowed = pace.allowed(rate, now);
      pace.used(allowed);
      count += allowed;
    }
    return count;
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 10000000",
    "1000, 1000",
    "1000, 99000000",
    "7, 10000000",
    "1, 10000000",
    "100000, 5000000"
  })
  @DisplayName("F12: as many events a second as the rate says, however often it is asked")
  void holdsTheRate(int rate, long step) {
    double count = events(rate, 20, step);
    assertThat(count / 20).isBetween(rate * 0.9, rate * 1.1);
  }

  @Test
  @DisplayName("F12: 0 is unlimited, and a change takes hold at once")
  void changes() {
    assertThat(pace.allowed(0, now)).isEqualTo(Integer.MAX_VALUE);
    pace.used(1_000_000);
    assertThat(events(1000, 10, 10_000_000)).isBetween(9_000L, 11_000L);
    assertThat(events(10, 10, 10_000_000)).isBetween(90L, 200L);
    assertThat(pace.allowed(0, now)).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  @DisplayName("F12: what a quiet time would have allowed is kept for a tenth of a second only")
  void keepsLittle() {
    pace.used(pace.allowed(1000, now));
    now += 3600 * SECOND;
    assertThat(pace.allowed(1000, now)).isEqualTo(100);
  }
}
