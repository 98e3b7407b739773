package tributary.agent.read.content;

/**
 * The offset that nothing of a content is sent beyond, until a further one is on disk. Thread:
 * reader.
 */
public final class Limit {
  /** Bytes that a limit lies ahead. */
  public static final long AHEAD = 64L << 20;

  private long durable;
  private long wanted;
  private long ticket;

  public Limit(long durable) {
    this.durable = durable;
    this.wanted = durable;
  }

  /** Whether reading has passed half of the last one, so that a further one is to be written. */
  public boolean isDue(long position) {
    return wanted - position < AHEAD / 2;
  }

  /** A further one was handed to the journal. */
  public void moved(long to, long journalTicket) {
    wanted = to;
    ticket = journalTicket;
  }

  /** The offset that holds now. */
  public long at(long synced) {
    if (synced >= ticket) {
      durable = wanted;
    }
    return durable;
  }
}
