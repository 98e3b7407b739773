package tributary.agent.send;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tributary.agent.send.batch.Batch;
import tributary.agent.send.batch.BatchCodec;
import tributary.agent.send.batch.BufferPool;
import tributary.agent.send.batch.RecordShape;

/** The batches of one partition, between a reader and the sender. */
class PartitionQueueTest {
  private static final long LINGER = 20;

  private final RecordShape shape = new RecordShape(new byte[20], Map.of());
  private long now = 1_000;
  private long wokenFor = Long.MAX_VALUE;
  private int next;
  private final PartitionQueue queue =
      new PartitionQueue(
          new TopicPartition("t", 0),
          new BatchRules(
              new BufferPool(4 << 20),
              new BatchCodec(Compression.NONE),
              900 << 10,
              LINGER,
              () -> now,
              at -> wokenFor = at));

  @Test
  @DisplayName("An open batch is due when it has lingered, and what is sealed at once")
  void lingers() {
    assertThat(queue.due(now)).isEqualTo(Long.MAX_VALUE);
    offer(0);
    assertThat(wokenFor).isEqualTo(now + LINGER);
    assertThat(queue.due(now + 5)).isEqualTo(LINGER - 5);
    assertThat(queue.head()).isNull();
    assertThat(queue.due(now + LINGER)).isZero();
    Batch head = queue.head();
    assertThat(head.count()).isEqualTo(1);
    offer(1);
    assertThat(queue.due(now)).isZero();
    queue.replaceHead(List.of());
    assertThat(queue.due(now)).isEqualTo(LINGER);
    assertThat(queue.takeAll()).hasSize(1);
    assertThat(queue.due(now + LINGER)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  @DisplayName("While a reader is at the open batch the sender does not wait; the reader ends it")
  void readerEndsWhatIsDue() throws Exception {
    queue.begin();
    take(0);
    now += LINGER;
    long wait = CompletableFuture.supplyAsync(() -> queue.due(now)).get(1, TimeUnit.MINUTES);
    assertThat(wait).isPositive();
    take(1);
    assertThat(queue.head()).isNull();
    queue.end();
    assertThat(queue.head().count()).isEqualTo(2);
    assertThat(wokenFor).isEqualTo(now);
    assertThat(queue.due(now)).isZero();
  }

  @Test
  @DisplayName("K1: batches stay large when all memory is in use, however long that lasts")
  void staysLargeWithoutMemory() {
    List<Integer> sizes = new ArrayList<>();
    for (int stored = 0; stored < 200; stored++) {
      fill();
      Batch head = queue.head();
      sizes.add(head.size());
      queue.replaceHead(List.of());
      head.release();
    }
    assertThat(sizes).allMatch(size -> size > 800 << 10);
  }

  /** As many records as there is memory for, no two of them of a length. */
  private void fill() {
    byte[] text = new byte[1000];
    queue.begin();
    try {
      do {
        shape.next(next % text.length, next * 1000L, next * 1000L + 1000, null);
        next++;
      } while (queue.offer(new SilentOwner(), shape, text, 0, now));
    } finally {
      queue.end();
    }
  }

  private void offer(int number) {
    queue.begin();
    try {
      take(number);
    } finally {
      queue.end();
    }
  }

  private void take(int number) {
    shape.next(5, number * 6L, number * 6L + 6, null);
    assertThat(queue.offer(new SilentOwner(), shape, new byte[5], 0, now)).isTrue();
  }
}
