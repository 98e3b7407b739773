package tributary.transfer.bulk;

import tributary.common.lifecycle.Backoff;

/**
 * Whether Elasticsearch can be reached at all. While it can't, one request at a time tries.
 *
 * <p>Thread: bulk.
 */
final class Outage {

  private final Backoff backoff;
  private String reason = "";
  private long until;

  Outage(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Why it can't be reached, empty if it can. */
  String reason() {
    return reason;
  }

  void failed(String why, long now) {
    reason = why;
    until = now + backoff.next().toNanos();
  }

  void over() {
    reason = "";
    backoff.reset();
  }

  /** How many requests may be in flight at a time. */
  int limit(int window, long now) {
    if (reason.isEmpty()) {
      return window;
    }
    return now - until >= 0 ? 1 : 0;
  }

  long untilDue(long now, long most) {
    return reason.isEmpty() ? most : Math.min(most, until - now);
  }
}
