package tributary.agent.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What is heard of an owner that is busy. */
class LastAnswerTest {
  private final ArrayDeque<Runnable> inbox = new ArrayDeque<>();
  private final AtomicInteger files = new AtomicInteger(7);
  private final LastAnswer<Integer> answer =
      new LastAnswer<>(inbox::add, files::get, Duration.ofMillis(1));

  @Test
  @DisplayName("A busy owner is known as it was, and one question waits for it")
  void busy() {
    files.set(8);
    assertThat(answer.get()).isEqualTo(7);
    assertThat(answer.get()).isEqualTo(7);
    assertThat(inbox).hasSize(1);
    inbox.remove().run();
    files.set(9);
    assertThat(answer.get()).isEqualTo(8);
    inbox.remove().run();
    assertThat(answer.get()).isEqualTo(9);
  }

  @Test
  @DisplayName("One that has time says how it is now")
  void atOnce() {
    LastAnswer<Integer> quick =
        new LastAnswer<>(Runnable::run, files::incrementAndGet, Duration.ofMinutes(1));
    assertThat(quick.get()).isEqualTo(9);
    assertThat(quick.get()).isEqualTo(10);
  }
}
