package tributary.agent.read;

/**
 * The offset that nothing of a content is sent beyond, until a further one is on disk. Thread:
 * reader.
 */
final class Limit {
  /** Bytes that a limit lies ahead. */
  static final long AHEAD = 64L << 20;

  private long durable;
  private long wanted;
  private long ticket;

  Limit(long durable) {
    this.durable = durable;
    this.wanted = durable;
  }

  /** Whether reading has passed half of the last one, so that a further one is to be written. */
  boolean isDue(long position) {
    return wanted - position < AHEAD / 2;
  }

  /** A further one was handed to the journal. */
  void moved(long to, long journalTicket) {
    wanted = to;
    ticket = journalTicket;
  }

  /** The offset that holds now. */
  long at(long synced) {
    if (synced >= ticket) {
      durable = wanted;
    }
    return durable;
  }
}
