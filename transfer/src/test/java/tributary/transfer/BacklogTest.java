package tributary.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.SimpleRecord;
import org.junit.jupiter.api.Test;
import tributary.transfer.record.FetchedBatches;
import tributary.transfer.record.RecordCursor;

/** Batches that wait, and are read as far as there is room. */
class BacklogTest {
  private final CursorPool cursors = new CursorPool();
  private final List<Long> read = new ArrayList<>();
  private final Backlog backlog = new Backlog(0, cursors, read::add);

  @Test
  void recordsComeInOrderAndTheReaderMayRest() {
    add(0, 2);
    add(2, 1);

    assertThat(backlog.next().offset()).isZero();
    assertThat(backlog.next().offset()).isEqualTo(1);
    assertThat(read).as("not asked for more").isEmpty();
    long both = backlog.bytes();
    assertThat(backlog.next().offset()).isEqualTo(2);
    assertThat(read).containsExactly(2L);
    assertThat(backlog.bytes()).isPositive().isLessThan(both);
    assertThat(backlog.isEmpty()).isFalse();
    assertThat(backlog.next()).isNull();
    assertThat(backlog.unread()).isEqualTo(3);
    assertThat(read).containsExactly(2L, 3L);
    assertThat(backlog.isEmpty()).isTrue();
    assertThat(backlog.bytes()).isZero();
  }

  @Test
  void cursorsAreUsedAgain() {
    add(0, 1);
    RecordCursor first = backlog.next();
    assertThat(backlog.next()).isNull();
    Backlog other = new Backlog(0, cursors, read::add);

    add(1, 1);
    assertThat(backlog.next()).isSameAs(first);
    FetchedBatches batches = batches(0, 1);
    other.announce(batches);
    other.add(batches);
    assertThat(other.next()).as("while that one is being read").isNotSameAs(first);
  }

  @Test
  void theRestIsDropped() {
    add(0, 2);
    add(2, 1);
    backlog.next();

    assertThat(backlog.drop()).isEqualTo(2);

    assertThat(backlog.bytes()).isZero();
    assertThat(backlog.unread()).as("one was read").isEqualTo(1);
    assertThat(backlog.next()).isNull();
    assertThat(read).isEmpty();
  }

  private void add(long offset, int count) {
    FetchedBatches batches = batches(offset, count);
    backlog.announce(batches);
    backlog.add(batches);
  }

  private static FetchedBatches batches(long offset, int count) {
    SimpleRecord[] records = new SimpleRecord[count];
    for (int i = 0; i < count; i++) {
      records[i] = new SimpleRecord("line".getBytes(StandardCharsets.UTF_8));
    }
    return new FetchedBatches(
        new TopicPartition("t", 0),
        MemoryRecords.withRecords(offset, Compression.lz4().build(), records),
        offset);
  }
}
