package tributary.transfer.fetch;

import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.common.utils.LogContext;

/**
 * What goes on with one broker: at most one call at a time. While partitions rest for want of room,
 * the broker is asked to wait but shortly for the others, so that those that have room again are
 * asked for soon; as long as nothing comes, longer each time. Thread: consumer.
 */
final class BrokerSession {
  private static final int SHORTEST_WAIT = 10;

  private final FetchSessionHandler handler;
  private boolean busy;
  private int wait = SHORTEST_WAIT;

  BrokerSession(int node) {
    handler = new FetchSessionHandler(new LogContext(), node);
  }

  FetchSessionHandler handler() {
    return handler;
  }

  /** Whether a call is on its way. */
  boolean busy() {
    return busy;
  }

  void sent() {
    busy = true;
  }

  void answered(boolean something) {
    busy = false;
    wait = something ? SHORTEST_WAIT : Math.min(2 * wait, 1 << 20);
  }

  /** Somebody has room again. */
  void roomAgain() {
    wait = SHORTEST_WAIT;
  }

  /**
   * How long the broker may wait for something to come.
   *
   * @param most by the settings
   */
  int waitMillis(boolean somebodyRests, int most) {
    return somebodyRests ? Math.min(wait, most) : most;
  }
}
