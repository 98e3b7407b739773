package tributary.transfer.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Dead letters and states of files. */
class CompanionsTest {

  private final Companions companions = new Companions(Optional.of("-x.dead"));

  @Test
  void eachTopicHasItsDeadLettersAndThereAreNoneOfThese() {
    assertThat(companions.of(List.of("a", "b", "b-x.dead", "tributary.files")))
        .containsExactly("a-x.dead", "b-x.dead", "tributary.files");
  }

  @Test
  void deadLettersThatAreNotConsumedAreLeftAlone() {
    Companions none = new Companions(Optional.empty());

    assertThat(none.of(List.of("a"))).containsExactly("tributary.files");
    assertThat(none.includes("a-x.dead")).isFalse();
    assertThat(companions.includes("a-x.dead")).isTrue();
    assertThat(companions.includes("a")).isFalse();
  }
}
