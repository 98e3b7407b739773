package tributary.transfer.consume;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import tributary.transfer.fetch.FetchListener;
import tributary.transfer.fetch.Fetching;

/** Remembers what is wanted of it. */
final class FakeFetching implements Fetching {
  final Map<TopicPartition, Long> wanted = new HashMap<>();
  final Map<TopicPartition, Long> room = new HashMap<>();
  final Map<TopicPartition, String> problems = new HashMap<>();
  boolean closed;

  @Override
  public void begin(TopicPartition partition, Uuid topicId, long offset) {
    wanted.put(partition, offset);
  }

  @Override
  public void end(TopicPartition partition) {
    wanted.remove(partition);
  }

  @Override
  public void room(TopicPartition partition, long bytes) {
    room.put(partition, bytes);
  }

  @Override
  public Optional<String> problem(TopicPartition partition) {
    return Optional.ofNullable(problems.get(partition));
  }

  @Override
  public void poll(long millis, FetchListener listener) {}

  @Override
  public void close() {
    closed = true;
  }
}
