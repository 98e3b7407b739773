package tributary.transfer.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** A position moves along the contiguous settled prefix only. */
class SettledPrefixTest {

  @Test
  void beforeAnythingIsReadTheStartIsNext() {
    assertThat(new SettledPrefix(7).next()).isEqualTo(7);
  }

  @Test
  void itMovesOnlyWhenTheFirstIsSettled() {
    SettledPrefix prefix = tracking(0, 1, 2, 3);

    assertThat(prefix.settle(1)).isFalse();
    assertThat(prefix.settle(3)).isFalse();
    assertThat(prefix.next()).isZero();
    assertThat(prefix.settle(0)).isTrue();
    assertThat(prefix.next()).isEqualTo(2);
    assertThat(prefix.settle(2)).isTrue();
    assertThat(prefix.next()).isEqualTo(4);
    assertThat(prefix.open()).isZero();
  }

  @Test
  void offsetsThatDoNotExistAreNoGaps() {
    SettledPrefix prefix = tracking(5, 9, 100);

    prefix.settle(5);
    prefix.settle(9);

    assertThat(prefix.next()).isEqualTo(10);
    prefix.settle(100);
    assertThat(prefix.next()).isEqualTo(101);
  }

  @Test
  void whatWasPassedIsNoGapAtTheEndEither() {
    SettledPrefix prefix = tracking(5, 9);

    prefix.passed(20);
    prefix.passed(20);
    prefix.passed(10);
    prefix.settle(9);
    assertThat(prefix.next()).isZero();
    prefix.settle(5);
    assertThat(prefix.next()).isEqualTo(20);
    prefix.passed(30);
    assertThat(prefix.next()).isEqualTo(30);
    prefix.track(30);
    assertThat(prefix.next()).isEqualTo(30);
  }

  @Test
  void settlingTwiceOrWhatIsUnknownDoesNothing() {
    SettledPrefix prefix = tracking(0, 1, 2);
    prefix.settle(0);

    assertThat(prefix.settle(0)).isFalse();
    assertThat(prefix.settle(77)).isFalse();
    assertThat(prefix.next()).isEqualTo(1);
  }

  @Test
  void offsetsOnlyGrow() {
    SettledPrefix prefix = tracking(3);

    assertThatThrownBy(() -> prefix.track(3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SettledPrefix(5).track(4))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Property(tries = 300)
  @Label("whatever the order, next is the first that isn't settled")
  void modelled(@ForAll long seed) {
    Random random = new Random(seed);
    SettledPrefix prefix = new SettledPrefix(0);
    TreeSet<Long> unsettled = new TreeSet<>();
    long read = 0;
    long highest = -1;
    for (int round = 0; round < 60; round++) {
      for (int i = random.nextInt(200); i > 0; i--) {
        read += 1 + (random.nextInt(10) == 0 ? random.nextInt(50) : 0);
        prefix.track(read);
        unsettled.add(read);
        highest = read;
      }
      List<Long> some = new ArrayList<>(unsettled);
      Collections.shuffle(some, random);
      for (long offset : some.subList(0, random.nextInt(some.size() + 1))) {
        prefix.settle(offset);
        unsettled.remove(offset);
      }
      if (unsettled.isEmpty()) {
        assertThat(prefix.next()).isEqualTo(Math.max(0, highest + 1));
      } else {
        assertThat(prefix.next()).isLessThanOrEqualTo(unsettled.first());
        assertThat(some.stream().filter(o -> o < unsettled.first() && o >= prefix.next()))
            .isEmpty();
      }
    }
  }

  private static SettledPrefix tracking(long... offsets) {
    SettledPrefix prefix = new SettledPrefix(0);
    for (long offset : offsets) {
      prefix.track(offset);
    }
    return prefix;
  }
}
