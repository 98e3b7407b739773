package tributary.transfer.bulk;

import java.util.ArrayList;
import java.util.List;

/**
 * What one request carries, for one index.
 *
 * @param slices in the body's order
 * @param documents how many, all slices together
 * @param bytes of the body
 */
record BulkRequest(List<Slice> slices, int documents, long bytes) {

  BulkRequest {
    slices = List.copyOf(slices);
  }

  static BulkRequest of(List<Slice> slices) {
    return new BulkRequest(
        slices,
        slices.stream().mapToInt(Slice::documents).sum(),
        slices.stream().mapToLong(Slice::bytes).sum());
  }

  /** The first half of its documents. */
  BulkRequest firstHalf() {
    List<Slice> half = new ArrayList<>();
    int left = documents / 2;
    for (Slice slice : slices) {
      int head = Math.min(left, slice.documents());
      if (head > 0) {
        half.add(slice.head(head));
      }
      left -= head;
    }
    return of(half);
  }

  /** What {@link #firstHalf} leaves. */
  BulkRequest secondHalf() {
    List<Slice> half = new ArrayList<>();
    int left = documents / 2;
    for (Slice slice : slices) {
      int head = Math.min(left, slice.documents());
      if (head < slice.documents()) {
        half.add(slice.tail(head));
      }
      left -= head;
    }
    return of(half);
  }
}
