package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.compress.Compression;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.send.ProducerIdentity.ProducerId;
import tributary.agent.send.batch.Batch;
import tributary.agent.send.batch.BatchCodec;
import tributary.agent.send.batch.BufferPool;
import tributary.agent.send.batch.RecordShape;

/** Which sequences a partition's batches get. */
class PartitionSendingTest {
  private static final ProducerId PRODUCER = new ProducerId(7, (short) 0);

  private final RecordShape shape = new RecordShape(new byte[20], Map.of());
  private final PartitionQueue queue =
      new PartitionQueue(
          new TopicPartition("t", 0),
          new BatchRules(
              new BufferPool(4 << 20),
              new BatchCodec(Compression.NONE),
              1000,
              0,
              () -> 1000,
              at -> {}));
  private final PartitionSending sending =
      new PartitionSending(new KnownTopic("t", new Random(1)), queue, new Random(1));

  @Test
  @DisplayName("K6: a broker that lags tells of the deleted topic again: no sequence comes twice")
  void anOldIdComesBack() {
    Uuid deleted = Uuid.randomUuid();
    Uuid made = Uuid.randomUuid();
    assertThat(send(deleted)).isZero();
    assertThat(send(deleted)).isEqualTo(1);
    assertThat(send(made)).isZero();

    Batch waiting = next();
    sending.topicId(made, waiting);
    sending.stamp(waiting, PRODUCER);
    sending.topicId(deleted, waiting);
    sending.stamp(waiting, PRODUCER);
    assertThat(waiting.stamp().orElseThrow().sequence()).isEqualTo(2);
    sending.topicId(made, waiting);
    sending.stamp(waiting, PRODUCER);

    // With 0 the broker would take it for the one that it has, answer well, and store nothing.
    assertThat(waiting.stamp().orElseThrow().sequence()).isEqualTo(1);
  }

  /** Sends a batch of one record, which is stored; returns its sequence. */
  private int send(Uuid topic) {
    Batch batch = next();
    sending.topicId(topic, batch);
    sending.stamp(batch, PRODUCER);
    sending.stored(batch);
    return batch.stamp().orElseThrow().sequence();
  }

  private Batch next() {
    queue.begin();
    try {
      shape.next(4, 0, 5, null);
      assertThat(queue.offer(new SilentOwner(), shape, new byte[4], 0, 1000)).isTrue();
    } finally {
      queue.end();
    }
    assertThat(queue.due(1000)).isZero();
    return queue.head();
  }
}
