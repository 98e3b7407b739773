package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** When a topic is left. */
class FollowedTopicsTest {

  private static final long HOUR = Duration.ofHours(1).toNanos();

  private final FollowedTopics followed = new FollowedTopics(Duration.ofHours(2));

  @Test
  @DisplayName("T15: a topic that no one names any more stays until it has been quiet for long")
  void stays() {
    followed.follow(Set.of("a", "b"), 0);
    followed.moved("a", 10, HOUR);

    assertThat(followed.quiet(Set.of("b"), 3 * HOUR)).isEmpty();
    assertThat(followed.quiet(Set.of("b"), 3 * HOUR + 1)).containsExactly("a");
    assertThat(followed.all()).containsExactly("a", "b");
  }

  @Test
  void movementKeepsIt() {
    followed.follow(Set.of("a"), 0);
    followed.moved("a", 10, HOUR);
    followed.moved("a", 10, 3 * HOUR);
    assertThat(followed.quiet(Set.of(), 4 * HOUR)).containsExactly("a");
    followed.moved("a", 11, 4 * HOUR);

    assertThat(followed.quiet(Set.of(), 5 * HOUR)).isEmpty();
  }

  @Test
  void whatWasLeftMayComeAgain() {
    followed.follow(Set.of("a"), 0);
    followed.leave("a");
    assertThat(followed.all()).isEmpty();
    followed.follow(Set.of("a"), HOUR);

    assertThat(followed.all()).containsExactly("a");
  }
}
