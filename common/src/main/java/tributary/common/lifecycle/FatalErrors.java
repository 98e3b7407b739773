package tributary.common.lifecycle;

import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the program when an {@link Error} has ended one of its threads: what that thread owned moves
 * no more, and a program that only looks alive is worse than one that is started again. Nothing is
 * lost by it, as by kill -9. Other exceptions are caught by whoever owns something; what reaches
 * this comes from a library's thread, and is logged. Any thread.
 */
public final class FatalErrors implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

  private final IntConsumer halt;

  /**
   * @param halt ends the process with an exit code, at once
   */
  public FatalErrors(IntConsumer halt) {
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (!(thrown instanceof Error)) {
      LOG.error("an exception has ended the thread {}", thread.getName(), thrown);
      return;
    }
    try {
      LOG.error("an error has ended the thread {}, so the program ends", thread.getName(), thrown);
      System.err.flush();
    } finally {
      // Also where there was no memory left to say so.
      halt.accept(ExitCode.FAILURE);
    }
  }
}
