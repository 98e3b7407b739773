package tributary.common.lifecycle;

import java.util.function.IntConsumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends the program when something fatal has ended one of its threads: what that thread owned moves
 * no more, and a program that only looks alive is worse than one that its unit starts again.
 * Nothing is lost by it, as by kill -9. What is not fatal is logged. Any thread.
 */
public final class FatalErrors implements Thread.UncaughtExceptionHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FatalErrors.class);

  private final Predicate<Throwable> fatal;
  private final IntConsumer halt;

  /**
   * @param fatal what ends the program
   * @param halt ends the process with an exit code, at once
   */
  public FatalErrors(Predicate<Throwable> fatal, IntConsumer halt) {
    this.fatal = fatal;
    this.halt = halt;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    if (!fatal.test(thrown)) {
      LOG.error("an exception has ended the thread {}", thread.getName(), thrown);
      return;
    }
    try {
      LOG.error("the thread {} has died, so the program ends", thread.getName(), thrown);
      System.err.flush();
    } finally {
      // Also where there was no memory left to say so.
      halt.accept(ExitCode.FAILURE);
    }
  }
}
