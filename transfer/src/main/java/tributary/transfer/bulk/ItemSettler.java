package tributary.transfer.bulk;

import java.time.LocalDate;
import tributary.transfer.bulk.SettleTable.Verdict;

/**
 * Settles the documents of one reply.
 *
 * <p>Thread: bulk.
 */
final class ItemSettler {

  private final IndexLane lane;
  private final BulkReply items;
  private final BulkMetrics metrics;
  private final long now;
  private final long millis;
  private final boolean over;
  private final long acceptedBefore;
  private long settled;
  private boolean roomLeft = true;
  private String waiting = "";
  private String suspicion = "";
  private boolean missing;

  ItemSettler(
      IndexLane lane,
      BulkReply items,
      BulkMetrics metrics,
      long now,
      long millis,
      LocalDate today) {
    this.lane = lane;
    this.items = items;
    this.metrics = metrics;
    this.now = now;
    this.millis = millis;
    this.over = lane.index().isOver(today);
    this.acceptedBefore = lane.accepted();
  }

  /** Settles a slice whose first document has place {@code first} in the reply. */
  void settle(Slice slice, int first) {
    String topic = slice.chunk().topic();
    TopicLatency latency = metrics.searchable().of(topic);
    if (items.isAllCreated()) {
      created(slice, latency);
      return;
    }
    LatencyHistogram recent = latency.now();
    int run = 0;
    int indexed = 0;
    int duplicates = 0;
    for (int i = 0; i < slice.documents(); i++) {
      Refusal error = items.error(first + i);
      String type = error == null ? "" : error.type();
      Verdict verdict = SettleTable.ofItem(items.status(first + i), type, over);
      switch (verdict) {
        case INDEXED -> {
          indexed++;
          long readAt = slice.chunk().readAt(slice.from() + i);
          if (readAt >= 0) {
            latency.add(recent, Math.max(0, millis - readAt), 1);
          }
        }
        case DUPLICATE -> duplicates++;
        case REFUSED, SUSPECT, AGAIN, MISSING, WAIT, HALVE -> {
          settled(slice, run, i);
          run = i + 1;
          other(slice.one(i), verdict, items.status(first + i), error);
        }
      }
    }
    settled(slice, run, slice.documents());
    metrics.indexed(topic, indexed, duplicates);
    lane.accepted(indexed);
    settled += indexed + duplicates;
  }

  /** Nearly every slice: nothing is looked at item by item, but for how long they took. */
  private void created(Slice slice, TopicLatency latency) {
    LatencyHistogram recent = latency.now();
    int next;
    for (int i = slice.from(); i < slice.to(); i = next) {
      // Neighbours were read at the same time, mostly.
      long readAt = slice.chunk().readAt(i);
      next = i + 1;
      while (next < slice.to() && slice.chunk().readAt(next) == readAt) {
        next++;
      }
      if (readAt >= 0) {
        latency.add(recent, Math.max(0, millis - readAt), next - i);
      }
    }
    settled(slice, 0, slice.documents());
    metrics.indexed(slice.chunk().topic(), slice.documents(), 0);
    lane.accepted(slice.documents());
    settled += slice.documents();
  }

  private static void settled(Slice slice, int from, int to) {
    if (from < to) {
      slice.owner().settled(slice.chunk(), slice.from() + from, slice.from() + to);
    }
  }

  private void other(Slice one, Verdict verdict, int status, Refusal error) {
    Refusal refusal = error == null ? new Refusal("http_" + status, "") : error;
    switch (verdict) {
      case REFUSED, HALVE -> one.owner().refused(one.chunk(), one.from(), refusal);
      case SUSPECT -> suspect(one, refusal);
      case MISSING -> {
        missing = true;
        retry(one, refusal);
      }
      case WAIT -> {
        waiting = refusal.type() + " (status " + status + "): " + refusal.reason();
        retry(one, refusal);
      }
      case AGAIN -> {
        roomLeft &= status != 429;
        retry(one, refusal);
      }
      case INDEXED, DUPLICATE -> throw new IllegalStateException("settled already");
    }
  }

  private void suspect(Slice one, Refusal refusal) {
    boolean again = one.suspectedAt() != Slice.UNSUSPECTED;
    if (again && lane.accepted() > one.suspectedAt()) {
      one.owner().refused(one.chunk(), one.from(), refusal);
    } else {
      // Not its reason, which may quote the document.
      suspicion =
          refusal.type()
              + " (status 400): whose fault that is shows when the index takes another document";
      retry(again ? one : one.suspected(acceptedBefore), refusal);
    }
  }

  private void retry(Slice one, Refusal refusal) {
    metrics.retried(refusal.type(), 1);
    lane.again(one, now);
  }

  /** Draws the conclusions for the whole index; false if the server had no room. */
  boolean finish() {
    if (missing) {
      lane.gate().waitFor("the index is gone and is made again", new LaneState.Unprepared(), now);
    } else if (!waiting.isEmpty()) {
      lane.gate().waitFor(waiting, new LaneState.Probing(), now);
    } else {
      lane.gate().well();
    }
    if (settled > 0 || !suspicion.isEmpty()) {
      lane.doubt(settled > 0 ? "" : suspicion);
    }
    if (settled > 0 && roomLeft) {
      lane.calm();
    }
    return roomLeft;
  }
}
