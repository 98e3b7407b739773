package tributary.console.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** {@code --follow} shows what comes, once, also what comes late. */
class FollowerTest {

  private static final LineFilter ANY =
      new LineFilter("", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  private final FakeIndex index = new FakeIndex();
  private final List<String> shown = new ArrayList<>();

  @Test
  void newLinesAreShownInOrder() throws Exception {
    index.add(1, 100);
    Follower follower = start(10);
    follower.poll();
    index.add(2, 200);
    index.add(3, 150);
    follower.poll();
    assertThat(shown).containsExactly("3", "2");
    assertThat(index.pagesBack).isZero();
  }

  @Test
  void aLineThatBecomesSearchableAfterANewerOneIsShownStill() throws Exception {
    index.add(1, 100);
    index.add(2, 200);
    Follower follower = start(2);
    index.add(3, 150);
    index.add(4, 200);
    follower.poll();
    follower.poll();
    assertThat(shown).containsExactly("4", "3");
    assertThat(index.pagesBack).isEqualTo(1);
  }

  @Test
  void linesThatWereLeftOutByTheLimitAreNotTakenForLateOnes() throws Exception {
    IntStream.range(0, 10).forEach(number -> index.add(number, 100));
    Follower follower = start(3);
    follower.poll();
    assertThat(shown).isEmpty();
  }

  @Test
  void anEmptyIndexIsFollowedFromItsFirstLine() throws Exception {
    Follower follower = start(10);
    follower.poll();
    index.add(1, 100);
    follower.poll();
    assertThat(shown).containsExactly("1");
  }

  @Test
  void moreThanAPageIsShownAtOnce() throws Exception {
    Follower follower = start(10);
    IntStream.range(0, 2_500).forEach(number -> index.add(number, number / 7));
    follower.poll();
    assertThat(shown).hasSize(2_500).doesNotHaveDuplicates();
  }

  @Test
  void whatIsForgottenMovesTheBeginning() {
    Followed followed = new Followed(Optional.empty(), 2);
    IntStream.rangeClosed(1, 4).forEach(number -> index.add(number, number * 100L));
    followed.fresh(index.newest(4));
    assertThat(followed.from().orElseThrow().toEpochMilli()).isEqualTo(201);
    assertThat(followed.shownUntil(followed.until().orElseThrow())).isEqualTo(2);
    assertThat(followed.late(index.newest(2))).isEmpty();
  }

  @Property(tries = 200)
  void everyLineFromTheStartOnIsShownExactlyOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int limit) throws Exception {
    Random random = new Random(seed);
    FakeIndex source = new FakeIndex();
    int number = 0;
    for (int i = random.nextInt(20); i > 0; i--) {
      source.add(number++, 1_000 + random.nextInt(50));
    }
    List<Line> first = source.newest(limit);
    Followed followed = Followed.after(first, source.all.size(), Optional.empty());
    List<String> later = new ArrayList<>();
    Follower follower = new Follower(source, ANY, followed, line -> later.add(line.id()));
    int before = number;
    for (int round = 0; round < 10; round++) {
      for (int i = random.nextInt(20); i > 0; i--) {
        source.add(number++, 1_050 + round * 20L + random.nextInt(60));
      }
      follower.poll();
    }
    follower.poll();
    List<String> expected = IntStream.range(before, number).mapToObj(Integer::toString).toList();
    assertThat(later).containsExactlyInAnyOrderElementsOf(expected);
  }

  private Follower start(int limit) {
    Followed followed = Followed.after(index.newest(limit), index.all.size(), Optional.empty());
    return new Follower(index, ANY, followed, line -> shown.add(line.id()));
  }
}
