package tributary.agent.send;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.DefaultRecordBatch;
import org.apache.kafka.common.record.RecordBatch;

/**
 * A partition's log with what Kafka keeps of producers: the last five batches of each, by which a
 * repetition is told ({@code ProducerStateEntry}).
 */
final class FakePartition {
  private static final int KEPT = 5;

  private final List<String> log = new ArrayList<>();
  private final Map<Long, ArrayDeque<int[]>> producers = new HashMap<>();

  /** Whether the last attempt ended so that the client can't know what became of it. */
  boolean open;

  /** Appends a batch as a leader does. */
  Errors append(RecordBatch batch, List<String> values) {
    ArrayDeque<int[]> last =
        producers.computeIfAbsent(batch.producerId(), id -> new ArrayDeque<>());
    for (int[] known : last) {
      if (known[0] == batch.baseSequence() && known[1] == batch.lastSequence()) {
        return Errors.NONE;
      }
    }
    int expected = last.isEmpty() ? 0 : DefaultRecordBatch.incrementSequence(last.peekLast()[1], 1);
    if (batch.baseSequence() != expected) {
      return Errors.OUT_OF_ORDER_SEQUENCE_NUMBER;
    }
    last.addLast(new int[] {batch.baseSequence(), batch.lastSequence()});
    if (last.size() > KEPT) {
      last.removeFirst();
    }
    log.addAll(values);
    return Errors.NONE;
  }

  List<String> log() {
    return log;
  }
}
