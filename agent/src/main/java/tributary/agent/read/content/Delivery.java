package tributary.agent.read.content;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.Optional;

/**
 * What became of a content's events. The sender's thread hands over what it hears; the reader asks.
 * Both hold the lock for a few instructions only.
 *
 * <p>{@code outstanding} are the bytes handed to the sender whose fate isn't known yet.
 */
public final class Delivery {
  private final Object lock = new Object();
  private final Runnable onRefusal;

  @GuardedBy("lock")
  private final AcknowledgedPrefix prefix;

  @GuardedBy("lock")
  private long outstanding;

  @GuardedBy("lock")
  private String refusal;

  /** Thread: reader. */
  private long handed;

  /**
   * @param onRefusal wakes the reader
   */
  public Delivery(long offset, long skipped, Runnable onRefusal) {
    this.prefix = new AcknowledgedPrefix(offset, skipped);
    this.onRefusal = onRefusal;
  }

  /** Where a content stands, at one moment. */
  public record Position(long offset, long skipped, boolean settled) {}

  /** Thread: reader. Before the sender may report it. */
  public void sent(long bytes) {
    synchronized (lock) {
      outstanding += bytes;
    }
  }

  /** Thread: reader. Up to where this run has handed over events; what is sent again lies below. */
  public long handed() {
    return handed;
  }

  /** Thread: reader. */
  public void handed(long end) {
    handed = Math.max(handed, end);
  }

  /** Thread: reader. The sender did not take it after all. */
  public void notSent(long bytes) {
    sent(-bytes);
  }

  /** Thread: reader. */
  public void skipped(long start, long end) {
    synchronized (lock) {
      prefix.skipped(start, end);
    }
  }

  /** Thread: sender. */
  public void acknowledged(long start, long end, boolean more) {
    synchronized (lock) {
      outstanding -= end - start;
      prefix.acknowledged(start, end, more);
    }
  }

  /** Thread: sender. */
  public void refused(long start, long end, String reason) {
    boolean first;
    synchronized (lock) {
      outstanding -= end - start;
      first = refusal == null;
      refusal = reason;
    }
    if (first) {
      onRefusal.run();
    }
  }

  /** Why the sender refused something since the last time that the content went back. */
  public Optional<String> refusal() {
    synchronized (lock) {
      return Optional.ofNullable(refusal);
    }
  }

  /** Whether the fate of all that was handed over is known. */
  public boolean settled() {
    synchronized (lock) {
      return outstanding == 0;
    }
  }

  /** Whether something beyond the acknowledged offset is stored. */
  public boolean hasBeyond() {
    synchronized (lock) {
      return prefix.hasBeyond();
    }
  }

  public Position position() {
    synchronized (lock) {
      return new Position(prefix.offset(), prefix.skippedBytes(), outstanding == 0);
    }
  }

  /**
   * Thread: reader. Goes back to the acknowledged offset, to send again what lies beyond it; to be
   * called when all is settled. Returns the offset below which something may be stored: settings
   * and day must stay as they were up to there.
   */
  public long goBack() {
    synchronized (lock) {
      long highest = prefix.highest();
      prefix.goBack();
      refusal = null;
      return highest;
    }
  }
}
