package tributary.console.servers;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Waits for a server's answer for as long as a person would.
 *
 * @param server its name, as "etcd"
 * @param addresses as configured, for the message
 * @param setting the key that holds them, for the message
 * @param patience how long an answer may take
 */
record Answer(String server, String addresses, String setting, Duration patience) {

  /**
   * The answer.
   *
   * @throws ExecutionException the server's own no
   * @throws Failure if there is none in time
   */
  <T> T of(Future<T> future) throws Failure, ExecutionException {
    try {
      return future.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      future.cancel(true);
      throw away("no answer in " + patience.toMillis() / 1000.0 + " s");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Failure.of("interrupted while waiting for " + server);
    }
  }

  /** It can't be reached. */
  Failure away(String reason) {
    return Failure.of(
        server
            + " can't be reached at "
            + addresses
            + " ("
            + reason
            + "): start it, or correct "
            + setting
            + " in the configuration");
  }

  /** It answered, and said no. */
  Failure refused(Throwable cause) {
    String message = cause.getMessage();
    return Failure.of(
        server
            + " at "
            + addresses
            + " refused: "
            + (message == null ? cause.getClass().getSimpleName() : message.split("\n", 2)[0]));
  }
}
