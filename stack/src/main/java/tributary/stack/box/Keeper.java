package tributary.stack.box;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tributary.stack.Server;
import tributary.stack.StackException;

/**
 * Starts one server again whenever it has ended: at once at first, later and later if it ends again
 * soon. Thread: the one that looks.
 */
final class Keeper {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration STEADY = Duration.ofMinutes(1);

  private final Server server;
  private final LongSupplier nanos;
  private final Consumer<String> notes;
  private Duration wait = Duration.ZERO;
  private long started;
  private boolean reported;

  Keeper(Server server, LongSupplier nanos, Consumer<String> notes) {
    this.server = server;
    this.nanos = nanos;
    this.notes = notes;
    this.started = nanos.getAsLong();
  }

  /** Looks after the server once. */
  void look() {
    Duration since = Duration.ofNanos(nanos.getAsLong() - started);
    if (server.running()) {
      if (since.compareTo(STEADY) > 0) {
        wait = Duration.ZERO;
      }
      return;
    }
    if (!reported) {
      notes.accept(server.name() + " has ended and is started again, its log is " + server.log());
      reported = true;
    }
    if (since.compareTo(wait) >= 0) {
      startAgain();
    }
  }

  private void startAgain() {
    started = nanos.getAsLong();
    wait = wait.isZero() ? FIRST : min(wait.multipliedBy(2), LONGEST);
    reported = false;
    try {
      server.start();
    } catch (StackException e) {
      notes.accept(e.getMessage());
    }
  }

  private static Duration min(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
