package tributary.agent.discover;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * In which folders the system tells of writes. Each of them wakes the agent, so it is asked for
 * that only where there are few: a folder with more than ten a second is left alone until it is
 * tried again. Thread: any.
 */
final class WriteWatch {
  private static final long WINDOW_NANOS = 10_000_000_000L;
  private static final int MOST = 100;

  private final WriteListener listener;
  private final LongSupplier nanos;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<Path, Rate> told = new HashMap<>();

  WriteWatch(WriteListener listener, LongSupplier nanos) {
    this.listener = listener;
    this.nanos = nanos;
  }

  /** Writes in one folder since a time. */
  private static final class Rate {
    private long since;
    private int count;
  }

  /** Whether writes are told of. */
  boolean isTold(Path folder) {
    synchronized (lock) {
      return told.containsKey(folder);
    }
  }

  /** The system tells of writes from now on. */
  void begin(Path folder) {
    synchronized (lock) {
      if (told.putIfAbsent(folder, begun()) == null) {
        listener.told(folder);
      }
    }
  }

  private Rate begun() {
    Rate rate = new Rate();
    rate.since = nanos.getAsLong();
    return rate;
  }

  /** It does no longer, or some were not told. */
  void end(Path folder) {
    synchronized (lock) {
      if (told.remove(folder) != null) {
        listener.untold(folder);
      }
    }
  }

  /** A write was told of; returns whether there are too many of them here. */
  boolean written(Path folder, Path file, int times) {
    synchronized (lock) {
      Rate rate = told.get(folder);
      if (rate == null) {
        return false;
      }
      listener.written(file);
      long now = nanos.getAsLong();
      if (now - rate.since > WINDOW_NANOS) {
        rate.since = now;
        rate.count = 0;
      }
      rate.count += times;
      return rate.count > MOST;
    }
  }
}
