package tributary.stack.box;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for processes of earlier runs. */
final class Processes {
  private Processes() {}

  /**
   * Waits until none of them runs; false if one still does. After a kill -9 of the background
   * process its children need a moment to be killed, too.
   */
  static boolean awaitEnd(BoxState state, Duration timeout) {
    CompletableFuture<?>[] ends =
        state.entries().stream()
            .flatMap(entry -> ProcessHandle.of(entry.pid()).stream())
            .filter(Processes::ours)
            .map(ProcessHandle::onExit)
            .toArray(CompletableFuture<?>[]::new);
    return awaitEnd(CompletableFuture.allOf(ends), timeout);
  }

  /** Waits until it has ended; false if it still runs. */
  static boolean awaitEnd(ProcessHandle process, Duration timeout) {
    return awaitEnd(process.onExit(), timeout);
  }

  private static boolean awaitEnd(CompletableFuture<?> end, Duration timeout) {
    try {
      end.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** An old process id may be anybody's by now. */
  private static boolean ours(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(command -> command.endsWith("/java") || command.endsWith("/etcd"))
        .orElse(false);
  }
}
