package tributary.agent.read.open;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.read.open.OpenerThread.Task;

/** What hangs is left behind, and the rest goes on. */
final class OpenerThreadTest {
  private final AtomicLong now = new AtomicLong();

  @Test
  @DisplayName("F9, F14: an opening that never ends holds up no other")
  void leftBehind() throws Exception {
    CountDownLatch never = new CountDownLatch(1);
    AtomicInteger hanging = new AtomicInteger();
    try (OpenerThread thread = new OpenerThread(now::get)) {
      for (int i = 0; i < 8; i++) {
        CountDownLatch begun = new CountDownLatch(1);
        thread.execute(new Task(() -> hang(begun, never), hanging::incrementAndGet));
        assertThat(begun.await(1, TimeUnit.MINUTES)).isTrue();
        thread.check();
        now.addAndGet(Duration.ofSeconds(6).toNanos());
        thread.check();
        thread.check();
      }
      CountDownLatch done = new CountDownLatch(1);
      thread.execute(new Task(done::countDown, () -> {}));
      assertThat(done.await(1, TimeUnit.MINUTES)).isTrue();
      assertThat(hanging).hasValue(8);
    } finally {
      never.countDown();
    }
  }

  private static void hang(CountDownLatch begun, CountDownLatch never) {
    begun.countDown();
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
