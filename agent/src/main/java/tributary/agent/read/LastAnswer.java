package tributary.agent.read;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks the thread that owns something how it stands. One that is busy keeps nobody waiting for
 * long: who asks gets what it said last, and however many ask, one question waits for it. Thread:
 * {@link #get} any; the owner answers.
 */
final class LastAnswer<T> {
  private final Consumer<Runnable> owner;
  private final Supplier<T> question;
  private final Duration patience;
  private final AtomicReference<CompletableFuture<T>> asked = new AtomicReference<>();
  private volatile T last;

  /**
   * @param owner runs what it is given on its thread
   * @param question asked of the owner; here too, before its thread begins
   * @param patience for which an answer is waited for
   */
  LastAnswer(Consumer<Runnable> owner, Supplier<T> question, Duration patience) {
    this.owner = owner;
    this.question = question;
    this.patience = patience;
    this.last = question.get();
  }

  /** How it stands, or stood when the owner last had time to say. */
  T get() {
    CompletableFuture<T> mine = new CompletableFuture<>();
    CompletableFuture<T> others = asked.compareAndExchange(null, mine);
    if (others == null) {
      owner.accept(() -> answer(mine));
    }
    try {
      return (others == null ? mine : others).get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return last;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return last;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Who asks from now on asks anew: the answer may be older than what they know. */
  private void answer(CompletableFuture<T> to) {
    asked.set(null);
    try {
      last = question.get();
      to.complete(last);
    } catch (RuntimeException e) {
      to.completeExceptionally(e);
      throw e;
    }
  }
}
