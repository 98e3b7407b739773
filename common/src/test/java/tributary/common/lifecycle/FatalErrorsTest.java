package tributary.common.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** A thread that dies silently. */
class FatalErrorsTest {
  private final List<Integer> codes = new CopyOnWriteArrayList<>();

  private void dieOf(Runnable death) throws InterruptedException {
    Thread thread = new Thread(death, "one of several");
    thread.setUncaughtExceptionHandler(new FatalErrors(codes::add));
    thread.start();
    thread.join();
  }

  @Test
  @DisplayName("An error in any thread ends the program with 1")
  void error() throws InterruptedException {
    dieOf(
        () -> {
          throw new StackOverflowError("as if");
        });
    assertThat(codes).containsExactly(ExitCode.FAILURE);
  }

  @Test
  @DisplayName("An exception in a library's thread does not")
  void exception() throws InterruptedException {
    dieOf(
        () -> {
          throw new IllegalStateException("as if");
        });
    assertThat(codes).isEmpty();
  }
}
