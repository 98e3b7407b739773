package tributary.agent.read;

import java.util.Arrays;

/**
 * When a growing offset reached what: a few samples, the closer together the younger they are.
 * Times are nanoseconds of a clock that only goes forward. Thread: reader.
 */
final class OffsetHistory {
  private static final int MOST = 32;
  private static final long WINDOW = 60_000_000_000L;

  private long[] offsets = new long[2];
  private long[] times = new long[2];
  private int count;

  /** It stands there now; one that has shrunk begins anew. */
  void reached(long offset, long now) {
    if (count > 0 && offset < offsets[count - 1]) {
      count = 0;
    }
    if (count > 0 && offset == offsets[count - 1]) {
      return;
    }
    if (count == MOST) {
      thin();
    } else if (count == offsets.length) {
      offsets = Arrays.copyOf(offsets, 2 * count);
      times = Arrays.copyOf(times, 2 * count);
    }
    offsets[count] = offset;
    times[count] = now;
    count++;
  }

  /** Of the older half every second one goes. */
  private void thin() {
    int kept = 0;
    for (int i = 0; i < count; i += i < MOST / 2 ? 2 : 1) {
      offsets[kept] = offsets[i];
      times[kept] = times[i];
      kept++;
    }
    count = kept;
  }

  /** Nanoseconds since the byte at an offset came; 0 if it isn't there yet. */
  long ageOf(long offset, long now) {
    for (int i = 0; i < count; i++) {
      if (offsets[i] > offset) {
        return now - times[i];
      }
    }
    return 0;
  }

  /** Bytes a second over the last minute, or since the first sample. */
  double perSecond(long now) {
    int from = 0;
    while (from + 1 < count && now - times[from + 1] >= WINDOW) {
      from++;
    }
    if (count == 0 || now <= times[from]) {
      return 0;
    }
    return (offsets[count - 1] - offsets[from]) * 1e9 / (now - times[from]);
  }
}
