package tributary.support.delivery;

import java.util.Arrays;
import tributary.common.kafka.Span;

/** The spans of one content that were seen, in rising order: sixteen bytes each. */
final class SpansOfFile {
  private final int partition;
  private long[] starts = new long[16];
  private long[] ends = new long[16];
  private int count;

  /**
   * @param partition in which the content's first record was seen
   */
  SpansOfFile(int partition) {
    this.partition = partition;
  }

  int partition() {
    return partition;
  }

  /** Where the last of them ends; 0 while there is none. */
  long end() {
    return count == 0 ? 0 : ends[count - 1];
  }

  boolean contains(Span span) {
    int at = Arrays.binarySearch(starts, 0, count, span.start());
    return at >= 0 && ends[at] == span.end();
  }

  /** Adds one that starts at or after {@link #end}. */
  void add(Span span) {
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
    }
    starts[count] = span.start();
    ends[count] = span.end();
    count++;
  }
}
