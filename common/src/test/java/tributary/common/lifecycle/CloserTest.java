package tributary.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Closing in reverse. */
class CloserTest {
  private final List<String> closed = new ArrayList<>();

  @Test
  void closesInReverse() {
    Closer closer = new Closer();
    closer.register(() -> closed.add("first"));
    closer.register(() -> closed.add("second"));

    closer.close();

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void closesEverythingAndThrowsTheFirstFailure() {
    Closer closer = new Closer();
    closer.register(() -> closed.add("first"));
    closer.register(
        () -> {
          throw new IllegalStateException("second");
        });
    closer.register(
        () -> {
          throw new IllegalStateException("third");
        });

    Throwable failure = catchThrowable(closer::close);

    assertThat(failure).hasMessage("third");
    assertThat(failure.getSuppressed())
        .singleElement()
        .satisfies(e -> assertThat(e).hasMessage("second"));
    assertThat(closed).containsExactly("first");
  }

  @Test
  void closesOnce() {
    Closer closer = new Closer();
    closer.register(() -> closed.add("first"));

    closer.close();
    closer.close();

    assertThat(closed).containsExactly("first");
  }
}
