package tributary.agent.identify;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Few marks are kept, and they reach far back. */
final class MarksTest {
  @Test
  void newestEightAndOneForEachDoubling() {
    Marks marks = Marks.none();
    for (long at = 100; at <= 10_000_000; at += 100) {
      marks = marks.with(new Mark(at, at));
    }
    List<Long> offsets = marks.oldestFirst().stream().map(Mark::offset).toList();
    assertThat(offsets).hasSizeBetween(15, 30).isSorted();
    assertThat(offsets.get(offsets.size() - 8)).isEqualTo(9_999_300L);
    assertThat(offsets.get(0)).isLessThan(5_000_000);
  }

  @Test
  void aLaterMarkReplacesWhatLiesBeyondIt() {
    Marks marks = Marks.none().with(new Mark(10, 1)).with(new Mark(20, 2)).with(new Mark(15, 3));
    assertThat(marks.oldestFirst()).containsExactly(new Mark(10, 1), new Mark(15, 3));
    assertThat(marks.highest(m -> m.offset() <= 14)).contains(new Mark(10, 1));
    assertThat(marks.highest(m -> m.offset() <= 9)).isEmpty();
    assertThat(marks.newest()).contains(new Mark(15, 3));
  }
}
