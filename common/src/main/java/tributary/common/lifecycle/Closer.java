package tributary.common.lifecycle;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes what was registered in reverse order. Everything is closed whatever fails; the first
 * failure is thrown, the rest are suppressed in it. Thread: the one that wires and stops.
 */
public final class Closer implements AutoCloseable {
  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Takes charge of something; returns it, so that it can be wired in the same line. */
  public <T extends AutoCloseable> T register(T closeable) {
    open.push(closeable);
    return closeable;
  }

  @Override
  public void close() {
    RuntimeException first = null;
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        if (e instanceof InterruptedException) {
          Thread.currentThread().interrupt();
        }
        if (first == null) {
          first = e instanceof RuntimeException r ? r : new IllegalStateException(e);
        } else {
          first.addSuppressed(e);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}
