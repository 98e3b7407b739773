package tributary.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Beside the process itself, which a test can not end. */
class LastResortTest {

  @Test
  @DisplayName(
      "T7: a thread that dies ends the process with exit code 1, so that its unit starts it")
  void endsTheProcess() throws InterruptedException {
    AtomicInteger code = new AtomicInteger(-1);
    Thread thread =
        new Thread(
            () -> {
              throw new AssertionError("injected");
            });
    thread.setUncaughtExceptionHandler(new LastResort(code::set));
    thread.start();
    thread.join();

    assertThat(code).hasValue(1);
  }
}
