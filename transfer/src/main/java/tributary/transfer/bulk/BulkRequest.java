package tributary.transfer.bulk;

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
}
