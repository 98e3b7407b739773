package tributary.transfer.fetch;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.Record;
import org.apache.kafka.common.record.RecordBatch;
import tributary.transfer.record.FetchedBatches;

/** Keeps what it hears. Thread: the test's. */
final class Heard implements FetchListener {
  final Map<TopicPartition, List<Long>> values = new HashMap<>();
  final List<FetchedBatches> fetched = new ArrayList<>();
  final List<String> told = new ArrayList<>();

  /** Thrown at the next batches of that partition, once. */
  TopicPartition failing;

  @Override
  public void fetched(FetchedBatches batches) {
    if (batches.partition().equals(failing)) {
      failing = null;
      throw new IllegalStateException("injected");
    }
    fetched.add(batches);
    List<Long> of = values.computeIfAbsent(batches.partition(), p -> new ArrayList<>());
    for (RecordBatch batch : batches.records().batches()) {
      if (batch.isControlBatch()) {
        continue;
      }
      for (Record record : batch) {
        if (record.offset() >= batches.from()) {
          of.add(record.value().getLong(record.value().position()));
        }
      }
    }
  }

  List<Long> values(TopicPartition partition) {
    return values.getOrDefault(partition, List.of());
  }

  @Override
  public void outOfRange(TopicPartition partition, String why) {
    told.add("out of range " + partition + ": " + why);
  }

  @Override
  public void cut(TopicPartition partition, long end, String why) {
    told.add("cut " + partition + ": at " + end + ", " + why);
  }

  @Override
  public void mayNotRead(TopicPartition partition, String why) {
    told.add("may not read " + partition + ": " + why);
  }

  @Override
  public void corrupt(TopicPartition partition, String why) {
    told.add("corrupt " + partition + ": " + why);
  }
}
