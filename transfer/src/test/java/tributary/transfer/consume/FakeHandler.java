package tributary.transfer.consume;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tributary.transfer.record.FetchedBatches;

/** Does what the test says. */
final class FakeHandler implements PartitionHandler {
  final OwnedPartition partition;
  final long start;
  final List<FetchedBatches> accepted = new ArrayList<>();
  long next;
  long unread;
  int gaveBack;
  long share;
  long openBytes;
  long unmade;
  long settlesWhileWaiting = -1;
  Throwable failure;
  String waiting;
  boolean closed;
  Duration waited = Duration.ZERO;

  FakeHandler(OwnedPartition partition, long start) {
    this.partition = partition;
    this.start = start;
    this.next = start;
    this.unread = start;
  }

  @Override
  public void accept(FetchedBatches batches) {
    accepted.add(batches);
  }

  @Override
  public void share(long bytes) {
    share = bytes;
  }

  @Override
  public long openBytes() {
    return openBytes;
  }

  @Override
  public long unmade() {
    return unmade;
  }

  @Override
  public long unread() {
    return unread;
  }

  @Override
  public void giveBack() {
    gaveBack++;
  }

  @Override
  public long next() {
    return next;
  }

  @Override
  public Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  @Override
  public Optional<String> waiting() {
    return Optional.ofNullable(waiting);
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public boolean isIdle() {
    return settlesWhileWaiting < 0;
  }

  @Override
  public boolean awaitIdle(Duration most) {
    waited = most;
    next = Math.max(next, settlesWhileWaiting);
    return true;
  }
}
