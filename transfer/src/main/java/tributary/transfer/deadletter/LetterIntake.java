package tributary.transfer.deadletter;

import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tributary.transfer.bulk.Refusal;

/** Where workers hand records over that no index accepts. Any thread; nothing blocks. */
public interface LetterIntake {

  /** Sends it; {@code done} is told once it is stored. */
  void send(ConsumerRecord<byte[], byte[]> record, String topicId, Refusal refusal, Runnable done);

  /** Marks the letter of a record that was put through again and is in its index. */
  void replayed(
      ConsumerRecord<byte[], byte[]> record, String topicId, Instant settled, Runnable done);

  /** Counts a record that is no line, and that its own index refuses. */
  void left(ConsumerRecord<byte[], byte[]> record, Refusal refusal);
}
