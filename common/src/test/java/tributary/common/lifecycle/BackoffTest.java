package tributary.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How waits grow. */
class BackoffTest {
  @Test
  void doublesUpToTheCapWithinHalfOfEachWait() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(5), new Random(1));

    for (int seconds : new int[] {1, 2, 4, 5, 5, 5}) {
      Duration whole = Duration.ofSeconds(seconds);
      assertThat(backoff.next()).isBetween(whole.dividedBy(2), whole);
    }
  }

  @Test
  void startsAnewAfterASuccess() {
    Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), new Random(2));
    backoff.next();
    backoff.next();

    backoff.reset();

    assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void refusesACapBelowTheFirstWait() {
    assertThatThrownBy(
            () -> new Backoff(Duration.ofSeconds(2), Duration.ofSeconds(1), new Random(3)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
