package tributary.common.kafka;

import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * Milliseconds that only go forward, for Kafka's classes and ours: a host's clock that is put back
 * by hours must not make batches linger for hours. Thread: any.
 */
public final class SteadyTime implements Time {
  private static final long NANOS_OF_MILLI = 1_000_000;

  private final long start = Time.SYSTEM.milliseconds() - System.nanoTime() / NANOS_OF_MILLI;

  @Override
  public long milliseconds() {
    return start + System.nanoTime() / NANOS_OF_MILLI;
  }

  @Override
  public long nanoseconds() {
    return System.nanoTime();
  }

  @Override
  public void sleep(long ms) {
    Time.SYSTEM.sleep(ms);
  }

  @Override
  public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMs)
      throws InterruptedException {
    Time.SYSTEM.waitObject(
        object, condition, Time.SYSTEM.milliseconds() + deadlineMs - milliseconds());
  }
}
