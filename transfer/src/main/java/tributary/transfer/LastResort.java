package tributary.transfer;

import java.lang.Thread.UncaughtExceptionHandler;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.ExitCode;

/**
 * Ends the process when one of its threads has died: a transfer that lacks a thread stands still
 * and looks alive. Its unit starts it again, and nothing is lost, since all goes on from what is
 * settled.
 *
 * <p>Thread: the one that dies.
 */
final class LastResort implements UncaughtExceptionHandler {

  private static final Logger log = LoggerFactory.getLogger(LastResort.class);

  private final IntConsumer halt;

  /**
   * @param halt ends the process at once, with this exit code
   */
  LastResort(IntConsumer halt) {
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable cause) {
    try {
      log.error("thread {} has died, the transfer ends to be started again", thread, cause);
      System.err.flush();
    } finally {
      // Not even a log that can't be written may keep it alive.
      halt.accept(ExitCode.FAILURE);
    }
  }
}
