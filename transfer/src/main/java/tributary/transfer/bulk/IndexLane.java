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
  private final Deque<Slice> fresh = new ArrayDeque<>();
  private final Deque<Slice> again = new ArrayDeque<>();
  private final Deque<BulkRequest> ready = new ArrayDeque<>();
  private final Backoff againBackoff;
  private final Backoff waitBackoff;
  private LaneState state = new LaneState.Unprepared();
  private String reason = "";
  private long maxBytes;
  private int freshDocuments;
  private long freshBytes;
  private long freshSince;
  private long againAt;
  private long accepted;
  private int inFlight;
  private long usedAt;
  private long preparedAt;

  IndexLane(Index index, BulkSettings settings, RandomGenerator random, long now) {
    this.index = index;
    this.settings = settings;
    this.maxBytes = settings.maxBytes();
    this.usedAt = now;
    this.againBackoff = new Backoff(settings.retryFirst(), settings.retryMax(), random);
    this.waitBackoff = new Backoff(settings.retryFirst(), settings.retryMax(), random);
  }

  Index index() {
    return index;
  }

  LaneState state() {
    return state;
  }

  /** Why the index waits; empty if it doesn't. */
  String reason() {
    return reason;
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
    freshDocuments += slice.documents();
    freshBytes += slice.bytes();
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
    List<Slice> first = new ArrayList<>();
    List<Slice> second = new ArrayList<>();
    int left = request.documents() / 2;
    for (Slice slice : request.slices()) {
      int head = Math.min(left, slice.documents());
      if (head > 0) {
        first.add(slice.head(head));
      }
      if (head < slice.documents()) {
        second.add(slice.tail(head));
      }
      left -= head;
    }
    ready.addFirst(BulkRequest.of(second));
    ready.addFirst(BulkRequest.of(first));
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
    state = new LaneState.Waiting(now + waitBackoff.next().toNanos(), next);
  }

  /** A request got through. */
  void well() {
    if (!mustBeLookedAt()) {
      state = new LaneState.Open();
      reason = "";
      waitBackoff.reset();
    }
  }

  private boolean mustBeLookedAt() {
    return state instanceof LaneState.Unprepared
        || state instanceof LaneState.Preparing
        || (state instanceof LaneState.Waiting w && w.next() instanceof LaneState.Unprepared);
  }

  /** Nothing was refused for lack of room. */
  void calm() {
    againBackoff.reset();
  }

  void answered() {
    inFlight--;
  }

  boolean wantsPreparing(long now) {
    passTime(now);
    return state instanceof LaneState.Unprepared && !isEmpty();
  }

  /** Whether the index was last looked at that long ago, and is in use. */
  boolean wantsAnotherLook(long now, Duration age) {
    return state instanceof LaneState.Open && !isEmpty() && now - preparedAt > age.toNanos();
  }

  void lookedAt(long now) {
    preparedAt = now;
  }

  /** The next request, if one may go now. */
  Optional<BulkRequest> next(long now, boolean flushing) {
    passTime(now);
    boolean free =
        state instanceof LaneState.Open || (state instanceof LaneState.Probing && inFlight == 0);
    if (!free) {
      return Optional.empty();
    }
    List<Slice> slices = new ArrayList<>();
    while (slices.isEmpty() && !ready.isEmpty()) {
      slices = open(ready.poll().slices());
    }
    if (slices.isEmpty() && now - againAt >= 0) {
      slices = take(again);
    }
    if (slices.isEmpty() && (flushing || isRipe(now))) {
      slices = take(fresh);
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
    return freshDocuments >= settings.maxDocs()
        || freshBytes >= maxBytes
        || now - freshSince >= settings.linger().toNanos();
  }

  private List<Slice> open(List<Slice> slices) {
    List<Slice> open = new ArrayList<>();
    for (Slice slice : slices) {
      if (!droppedIfClosed(slice)) {
        open.add(slice);
      }
    }
    return open;
  }

  private List<Slice> take(Deque<Slice> queue) {
    List<Slice> taken = new ArrayList<>();
    int documents = settings.maxDocs();
    long bytes = maxBytes;
    while (!queue.isEmpty() && documents > 0 && bytes > 0) {
      Slice slice = queue.poll();
      Slice head = slice.head(slice.fitting(documents, bytes));
      if (head.bytes() > bytes && !taken.isEmpty()) {
        queue.addFirst(slice);
        break;
      }
      if (head.documents() < slice.documents()) {
        queue.addFirst(slice.tail(head.documents()));
      }
      left(queue, head);
      if (!droppedIfClosed(head)) {
        documents -= head.documents();
        bytes -= head.bytes();
        taken.add(head);
      }
    }
    return taken;
  }

  private void left(Deque<Slice> queue, Slice slice) {
    if (queue == fresh) {
      freshDocuments -= slice.documents();
      freshBytes -= slice.bytes();
    }
  }

  private static boolean droppedIfClosed(Slice slice) {
    boolean closed = slice.owner().isClosed();
    if (closed) {
      slice.owner().dropped(slice.chunk(), slice.from(), slice.to());
    }
    return closed;
  }

  /** Drops what no one waits for any more. */
  void dropClosed() {
    List<BulkRequest> kept = new ArrayList<>();
    ready.forEach(
        request -> {
          List<Slice> open = open(request.slices());
          if (!open.isEmpty()) {
            kept.add(BulkRequest.of(open));
          }
        });
    ready.clear();
    ready.addAll(kept);
    again.removeIf(IndexLane::droppedIfClosed);
    fresh.removeIf(
        slice -> {
          boolean dropped = droppedIfClosed(slice);
          if (dropped) {
            left(fresh, slice);
          }
          return dropped;
        });
  }

  /** Nanoseconds until something may be done, at most {@code most}. */
  long untilDue(long now, long most) {
    long wait = most;
    if (state instanceof LaneState.Waiting waiting) {
      return isEmpty() ? most : Math.min(wait, waiting.until() - now);
    }
    if (state instanceof LaneState.Preparing
        || (state instanceof LaneState.Probing && inFlight > 0)) {
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
        && !(state instanceof LaneState.Preparing);
  }

  private void passTime(long now) {
    if (state instanceof LaneState.Waiting waiting && now - waiting.until() >= 0) {
      state = waiting.next();
    }
  }
}
