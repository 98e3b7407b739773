package tributary.common.lifecycle;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import tributary.common.settings.SettingsFile;

/** What {@code --check} prints: the effective settings, then each server and how it answered. */
final class CheckReport {
  private final PrintStream out;

  CheckReport(PrintStream out) {
    this.out = out;
  }

  /**
   * Tries everything, also after a failure.
   *
   * @return the exit code: 1 if anything failed
   */
  int run(SettingsFile file, List<Check> checks) {
    out.print(file.masked());
    int code = ExitCode.OK;
    for (Check check : checks) {
      if (!tried(check)) {
        code = ExitCode.FAILURE;
      }
    }
    out.flush();
    return code;
  }

  private boolean tried(Check check) {
    try {
      out.println("ok      " + check.name() + ": " + check.attempt().run());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      out.println("FAILED  " + check.name() + ": interrupted");
    } catch (Exception e) {
      out.println("FAILED  " + check.name() + ": " + words(e));
    }
    return false;
  }

  /** Clients wrap what went wrong, and a time-out often has no message at all. */
  private static String words(Exception failure) {
    Throwable cause = failure;
    while (cause instanceof ExecutionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause.getMessage() != null && !cause.getMessage().isBlank()) {
      return cause.getMessage();
    }
    return cause instanceof TimeoutException
        ? "no answer in time: is it running, and is the address right?"
        : cause.getClass().getSimpleName();
  }
}
