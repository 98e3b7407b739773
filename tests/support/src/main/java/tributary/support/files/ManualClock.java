package tributary.support.files;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that stands still until it is moved. Safe for all threads. */
public final class ManualClock implements InstantSource {
  private volatile Instant now;

  /** A clock that shows this time. */
  public ManualClock(Instant start) {
    this.now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  /** Moves it, also back. */
  public void move(Duration by) {
    now = now.plus(by);
  }
}
