package tributary.transfer.bulk;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Documents that wait, in order, and how much they are. What a closed owner has here is dropped
 * where it is met.
 *
 * <p>Thread: bulk.
 */
final class SliceQueue {

  private final Deque<Slice> slices = new ArrayDeque<>();
  private int documents;
  private long bytes;

  void add(Slice slice) {
    slices.add(slice);
    documents += slice.documents();
    bytes += slice.bytes();
  }

  boolean isEmpty() {
    return slices.isEmpty();
  }

  int documents() {
    return documents;
  }

  long bytes() {
    return bytes;
  }

  /** Takes the first ones out, as many as fit, at least one if there is one. */
  List<Slice> take(int mostDocuments, long mostBytes) {
    List<Slice> taken = new ArrayList<>();
    int roomForDocuments = mostDocuments;
    long room = mostBytes;
    while (!slices.isEmpty() && roomForDocuments > 0 && room > 0) {
      Slice slice = slices.poll();
      Slice head = slice.head(slice.fitting(roomForDocuments, room));
      if (head.bytes() > room && !taken.isEmpty()) {
        slices.addFirst(slice);
        break;
      }
      if (head.documents() < slice.documents()) {
        slices.addFirst(slice.tail(head.documents()));
      }
      left(head);
      if (!isDropped(head)) {
        roomForDocuments -= head.documents();
        room -= head.bytes();
        taken.add(head);
      }
    }
    return taken;
  }

  private void left(Slice slice) {
    documents -= slice.documents();
    bytes -= slice.bytes();
  }

  /** Drops what no one waits for any more. */
  void dropClosed() {
    slices.removeIf(
        slice -> {
          boolean dropped = isDropped(slice);
          if (dropped) {
            left(slice);
          }
          return dropped;
        });
  }

  /** Those of the slices whose owner still waits for them; the others are told. */
  static List<Slice> open(List<Slice> slices) {
    List<Slice> open = new ArrayList<>();
    for (Slice slice : slices) {
      if (!isDropped(slice)) {
        open.add(slice);
      }
    }
    return open;
  }

  private static boolean isDropped(Slice slice) {
    boolean closed = slice.owner().isClosed();
    if (closed) {
      slice.owner().dropped(slice.chunk(), slice.from(), slice.to());
    }
    return closed;
  }
}
