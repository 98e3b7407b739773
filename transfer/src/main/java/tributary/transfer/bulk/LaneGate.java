package tributary.transfer.bulk;

import java.time.Duration;
import tributary.common.lifecycle.Backoff;

/**
 * Whether documents may go to an index now, and if not, why. Times are nanoseconds of the engine's
 * clock.
 *
 * <p>Thread: bulk.
 */
final class LaneGate {

  private final Backoff backoff;
  private LaneState state = new LaneState.Unprepared();
  private String reason = "";
  private long preparedAt;

  LaneGate(Backoff backoff) {
    this.backoff = backoff;
  }

  LaneState state() {
    return state;
  }

  /** Why the index waits; empty if it doesn't. */
  String reason() {
    return reason;
  }

  void preparing(long now) {
    state = new LaneState.Preparing();
    preparedAt = now;
  }

  void prepared() {
    state = reason.isEmpty() ? new LaneState.Open() : new LaneState.Probing();
  }

  /** Nothing goes for a while; then {@code next}. */
  void waitFor(String why, LaneState next, long now) {
    reason = why;
    state = new LaneState.Waiting(now + backoff.next().toNanos(), next);
  }

  /** A request got through. */
  void well() {
    if (!mustBeLookedAt()) {
      state = new LaneState.Open();
      reason = "";
      backoff.reset();
    }
  }

  private boolean mustBeLookedAt() {
    return state instanceof LaneState.Unprepared
        || state instanceof LaneState.Preparing
        || (state instanceof LaneState.Waiting w && w.next() instanceof LaneState.Unprepared);
  }

  boolean wantsPreparing(long now) {
    passTime(now);
    return state instanceof LaneState.Unprepared;
  }

  /** Whether the index was last looked at that long ago. */
  boolean wantsAnotherLook(long now, Duration age) {
    return state instanceof LaneState.Open && now - preparedAt > age.toNanos();
  }

  void lookedAt(long now) {
    preparedAt = now;
  }

  /** Whether another request may go beside those in flight. */
  boolean isFree(int inFlight, long now) {
    passTime(now);
    return state instanceof LaneState.Open || (state instanceof LaneState.Probing && inFlight == 0);
  }

  private void passTime(long now) {
    if (state instanceof LaneState.Waiting waiting && now - waiting.until() >= 0) {
      state = waiting.next();
    }
  }
}
