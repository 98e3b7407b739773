package tributary.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A thread that dies silently. */
class FatalErrorsTest {
  private final List<Integer> codes = new CopyOnWriteArrayList<>();

  private void dieOf(Predicate<Throwable> fatal, Runnable death) throws InterruptedException {
    Thread thread = new Thread(death, "one of several");
    thread.setUncaughtExceptionHandler(new FatalErrors(fatal, codes::add));
    thread.start();
    thread.join();
  }

  @Test
  @DisplayName("An error in any thread ends the program with 1")
  void error() throws InterruptedException {
    dieOf(
        Error.class::isInstance,
        () -> {
          throw new StackOverflowError("as if");
        });
    assertThat(codes).containsExactly(ExitCode.FAILURE);
  }

  @Test
  @DisplayName("An exception in a library's thread does not")
  void exception() throws InterruptedException {
    dieOf(
        Error.class::isInstance,
        () -> {
          throw new IllegalStateException("as if");
        });
    assertThat(codes).isEmpty();
  }

  @Test
  @DisplayName(
      "T7: a thread that dies ends the process with exit code 1, so that its unit starts it")
  void whatever() throws InterruptedException {
    dieOf(
        thrown -> true,
        () -> {
          throw new AssertionError("injected");
        });
    dieOf(
        thrown -> true,
        () -> {
          throw new IllegalStateException("injected");
        });
    assertThat(codes).containsExactly(1, 1);
  }
}
