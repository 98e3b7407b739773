package tributary.stack.box;

import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Lines for a person who waits, each with the seconds since the beginning. */
final class Progress {
  private final PrintStream out;
  private final LongSupplier nanos;
  private final long start;

  Progress(PrintStream out, LongSupplier nanos) {
    this.out = out;
    this.nanos = nanos;
    this.start = nanos.getAsLong();
  }

  void say(String line) {
    out.printf("%4d s  %s%n", TimeUnit.NANOSECONDS.toSeconds(nanos.getAsLong() - start), line);
  }
}
