package tributary.transfer.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.LongSupplier;
import tributary.common.json.Json;
import tributary.transfer.bulk.BulkTransport.Reply;
import tributary.transfer.bulk.SettleTable.Verdict;

/**
 * Settles a request's documents one by one, as {@link SettleTable} says.
 *
 * <p>Thread: bulk.
 */
final class Settler {

  private final BulkMetrics metrics;
  private final LongSupplier nanos;
  private final InstantSource clock;

  Settler(BulkMetrics metrics, LongSupplier nanos, InstantSource clock) {
    this.metrics = metrics;
    this.nanos = nanos;
    this.clock = clock;
  }

  /** Settles what can be, and queues the rest again; false if the server had no room. */
  boolean settle(IndexLane lane, BulkRequest request, Reply reply) {
    if (reply.status() != 200) {
      return whole(lane, request, reply);
    }
    BulkReply items;
    try {
      items = BulkReply.read(reply.body(), request.documents());
    } catch (IOException e) {
      metrics.retried("no bulk reply", request.documents());
      lane.resend(request);
      lane.gate()
          .waitFor(
              "the answer (HTTP 200) is no bulk reply: is that Elasticsearch, or a proxy?",
              new LaneState.Probing(),
              nanos.getAsLong());
      return true;
    }
    return items(lane, request, items);
  }

  private boolean whole(IndexLane lane, BulkRequest request, Reply reply) {
    long now = nanos.getAsLong();
    Verdict verdict = SettleTable.ofRequest(reply.status());
    if (verdict == Verdict.HALVE) {
      if (request.documents() > 1) {
        metrics.retried("too large", request.documents());
        lane.halve(request);
        lane.gate().well();
      } else {
        Slice only = request.slices().get(0);
        Refusal refusal = new Refusal("http_413", "the server takes no request of that size");
        only.owner().refused(only.chunk(), only.from(), refusal);
      }
      return true;
    }
    metrics.retried("HTTP " + reply.status(), request.documents());
    lane.resend(request);
    LaneState next =
        verdict == Verdict.MISSING ? new LaneState.Unprepared() : new LaneState.Probing();
    lane.gate().waitFor(words(reply), next, now);
    return verdict != Verdict.AGAIN;
  }

  private boolean items(IndexLane lane, BulkRequest request, BulkReply items) {
    ItemSettler settler =
        new ItemSettler(lane, items, metrics, nanos.getAsLong(), clock.millis(), today());
    int first = 0;
    for (Slice slice : request.slices()) {
      settler.settle(slice, first);
      first += slice.documents();
    }
    return settler.finish();
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static String words(Reply reply) {
    String status = "HTTP " + reply.status();
    try {
      JsonNode error = Json.mapper().readTree(reply.body()).path("error");
      if (error.hasNonNull("type")) {
        return status + " " + error.path("type").asText() + ": " + error.path("reason").asText();
      }
    } catch (IOException e) {
      // Not Elasticsearch's words, then.
    }
    return status + ", not from Elasticsearch: a proxy's?";
  }
}
