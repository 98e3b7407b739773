package tributary.transfer.bulk;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tributary.common.lifecycle.Backoff;
import tributary.transfer.document.Index;

/**
 * What waits for one index, and how that index stands. Times are nanoseconds of the engine's clock.
 *
 * <p>Thread: bulk.
 */
final class IndexLane {

  /** A request is never cut to less than this for the sake of a server's limit. */
  private static final long LEAST_BYTES = 64 * 1024;

  private final Index index;
  private final BulkSettings settings;
  private final SliceQueue fresh = new SliceQueue();
  private final SliceQueue again = new SliceQueue();
  private final Deque<BulkRequest> ready = new ArrayDeque<>();
  private final Backoff againBackoff;
  private final LaneGate gate;
  private long maxBytes;
  private long freshSince;
  private long againAt;
  private long accepted;
  private int inFlight;
  private long usedAt;
  private String doubt = "";

  IndexLane(Index index, BulkSettings settings, RandomGenerator random, long now) {
    this.index = index;
    this.settings = settings;
    this.maxBytes = settings.maxBytes();
    this.usedAt = now;
    this.againBackoff = new Backoff(settings.retryFirst(), settings.retryMax(), random);
    this.gate = new LaneGate(new Backoff(settings.retryFirst(), settings.retryMax(), random));
  }

  Index index() {
    return index;
  }

  LaneGate gate() {
    return gate;
  }

  /** Why documents for it wait; empty if none do. */
  String reason() {
    boolean waits = !isEmpty() || inFlight > 0;
    return gate.reason().isEmpty() && waits ? doubt : gate.reason();
  }

  /**
   * Why the index takes none of what it was sent, while it isn't known whose fault that is; empty
   * if it takes some.
   */
  void doubt(String why) {
    doubt = why;
  }

  /** Documents that the index has taken. */
  long accepted() {
    return accepted;
  }

  void accepted(long more) {
    accepted += more;
  }

  /** Takes documents in. */
  void add(Slice slice, long now) {
    if (fresh.isEmpty()) {
      freshSince = now;
    }
    fresh.add(slice);
    usedAt = now;
  }

  /** Documents to try again alone, after a while. */
  void again(Slice slice, long now) {
    if (again.isEmpty()) {
      againAt = now + againBackoff.next().toNanos();
    }
    again.add(slice);
  }

  /** A request to try again as it is, before anything else. */
  void resend(BulkRequest request) {
    ready.addFirst(request);
  }

  /** A request that was too large, to be sent in halves; later ones are made smaller. */
  void halve(BulkRequest request) {
    maxBytes = Math.max(LEAST_BYTES, Math.min(maxBytes, request.bytes() / 2));
    ready.addFirst(request.secondHalf());
    ready.addFirst(request.firstHalf());
  }

  /** Nothing was refused for lack of room. */
  void calm() {
    againBackoff.reset();
  }

  void answered() {
    inFlight--;
  }

  boolean wantsPreparing(long now) {
    return !isEmpty() && gate.wantsPreparing(now);
  }

  /** Whether the index was last looked at that long ago, and is in use. */
  boolean wantsAnotherLook(long now, Duration age) {
    return !isEmpty() && gate.wantsAnotherLook(now, age);
  }

  /** The next request, if one may go now. */
  Optional<BulkRequest> next(long now, boolean flushing) {
    if (!gate.isFree(inFlight, now)) {
      return Optional.empty();
    }
    List<Slice> slices = List.of();
    while (slices.isEmpty() && !ready.isEmpty()) {
      slices = SliceQueue.open(ready.poll().slices());
    }
    if (slices.isEmpty() && now - againAt >= 0) {
      slices = again.take(settings.maxDocs(), maxBytes);
    }
    if (slices.isEmpty() && (flushing || isRipe(now))) {
      slices = fresh.take(settings.maxDocs(), maxBytes);
      freshSince = now;
    }
    if (slices.isEmpty()) {
      return Optional.empty();
    }
    inFlight++;
    usedAt = now;
    return Optional.of(BulkRequest.of(slices));
  }

  private boolean isRipe(long now) {
    return fresh.documents() >= settings.maxDocs()
        || fresh.bytes() >= maxBytes
        || now - freshSince >= settings.linger().toNanos();
  }

  /** Drops what no one waits for any more. */
  void dropClosed() {
    List<BulkRequest> kept = new ArrayList<>();
    ready.forEach(
        request -> {
          List<Slice> open = SliceQueue.open(request.slices());
          if (!open.isEmpty()) {
            kept.add(BulkRequest.of(open));
          }
        });
    ready.clear();
    ready.addAll(kept);
    again.dropClosed();
    fresh.dropClosed();
  }

  /** Nanoseconds until something may be done, at most {@code most}. */
  long untilDue(long now, long most) {
    long wait = most;
    if (gate.state() instanceof LaneState.Waiting waiting) {
      return isEmpty() ? most : Math.min(wait, waiting.until() - now);
    }
    if (gate.state() instanceof LaneState.Preparing
        || (gate.state() instanceof LaneState.Probing && inFlight > 0)) {
      return most;
    }
    if (!again.isEmpty()) {
      wait = Math.min(wait, againAt - now);
    }
    if (!fresh.isEmpty()) {
      wait = Math.min(wait, freshSince + settings.linger().toNanos() - now);
    }
    return wait;
  }

  boolean isEmpty() {
    return fresh.isEmpty() && again.isEmpty() && ready.isEmpty();
  }

  boolean isUnused(long now, Duration age) {
    return isEmpty()
        && inFlight == 0
        && now - usedAt > age.toNanos()
        && !(gate.state() instanceof LaneState.Preparing);
  }
}
