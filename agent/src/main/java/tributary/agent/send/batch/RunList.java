package tributary.agent.send.batch;

import java.util.Arrays;
import java.util.function.ObjIntConsumer;

/** What lies in a batch, in its order, as runs. Thread: one at a time. */
final class RunList {
  private RunOwner[] owners = new RunOwner[4];
  private long[] starts = new long[4];
  private long[] ends = new long[4];
  private long[] eventEnds = new long[4];
  private int[] records = new int[4];
  private int[] events = new int[4];
  private int size;

  /** Adds a record, to the last run if it adjoins. */
  void add(RunOwner owner, long start, long end, boolean more) {
    int last = size - 1;
    if (last < 0 || owners[last] != owner || ends[last] != start) {
      last = open(owner, start);
    }
    ends[last] = end;
    records[last]++;
    if (!more) {
      eventEnds[last] = end;
      events[last]++;
    }
  }

  /** Adds so many whole events that adjoin. */
  void addWhole(RunOwner owner, long start, long end, int count) {
    add(owner, start, end, false);
    records[size - 1] += count - 1;
    events[size - 1] += count - 1;
  }

  private int open(RunOwner owner, long start) {
    if (size == owners.length) {
      grow(2 * size);
    }
    owners[size] = owner;
    starts[size] = start;
    eventEnds[size] = start;
    records[size] = 0;
    events[size] = 0;
    return size++;
  }

  private void grow(int length) {
    owners = Arrays.copyOf(owners, length);
    starts = Arrays.copyOf(starts, length);
    ends = Arrays.copyOf(ends, length);
    eventEnds = Arrays.copyOf(eventEnds, length);
    records = Arrays.copyOf(records, length);
    events = Arrays.copyOf(events, length);
  }

  int size() {
    return size;
  }

  RunOwner owner(int index) {
    return owners[index];
  }

  Run run(int index) {
    return new Run(starts[index], ends[index], eventEnds[index], records[index], events[index]);
  }

  int records(int index) {
    return records[index];
  }

  int events() {
    int sum = 0;
    for (int i = 0; i < size; i++) {
      sum += events[i];
    }
    return sum;
  }

  /** Whose record stands at a place in the batch. */
  RunOwner ownerOf(int record) {
    int run = 0;
    for (int left = record; left >= records[run]; run++) {
      left -= records[run];
    }
    return owners[run];
  }

  void forEach(ObjIntConsumer<RunOwner> action) {
    for (int i = 0; i < size; i++) {
      action.accept(owners[i], i);
    }
  }
}
