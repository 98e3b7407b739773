package tributary.agent.read;

import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * How the agent tells the time.
 *
 * @param day the time of day, which may be put back
 * @param nanos nanoseconds that only go forward, for waits and rates
 */
public record Clocks(InstantSource day, LongSupplier nanos) {

  /** The system's. */
  public static Clocks system() {
    return new Clocks(InstantSource.system(), System::nanoTime);
  }
}
