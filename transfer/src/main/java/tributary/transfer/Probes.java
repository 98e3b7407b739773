package tributary.transfer;

import java.util.function.Consumer;
import tributary.transfer.consume.OwnedPartition;
import tributary.transfer.record.RecordCursor;

/**
 * Where tests reach in; nothing in a running program.
 *
 * @param turn called before each turn of a worker; what it throws, the worker throws
 * @param document called before each document is made; what it throws, the making throws
 */
record Probes(Consumer<OwnedPartition> turn, Consumer<RecordCursor> document) {

  static final Probes NONE = new Probes(partition -> {}, record -> {});
}
