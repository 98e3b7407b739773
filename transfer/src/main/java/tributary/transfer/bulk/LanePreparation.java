package tributary.transfer.bulk;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tributary.transfer.bulk.IndexPreparer.IndexRefused;

/**
 * Has indices looked at, and made, before their first document and from time to time afterwards.
 *
 * <p>Thread: bulk calls it; two of its own ask Elasticsearch, and hand over what they learned.
 */
final class LanePreparation implements AutoCloseable {

  private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);
  private static final int THREADS = 2;

  private final IndexPreparer preparer;
  private final Consumer<Runnable> inbox;
  private final Consumer<IndexLane> changed;
  private final LongSupplier nanos;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS, LanePreparation::daemon);

  /**
   * @param inbox takes tasks for the bulk thread
   * @param changed told on the bulk thread of a lane that must wait
   */
  LanePreparation(
      IndexPreparer preparer,
      Consumer<Runnable> inbox,
      Consumer<IndexLane> changed,
      LongSupplier nanos) {
    this.preparer = preparer;
    this.inbox = inbox;
    this.changed = changed;
    this.nanos = nanos;
  }

  void prepareIfWanted(IndexLane lane, long now) {
    if (lane.wantsPreparing(now)) {
      lane.gate().preparing(now);
      threads.execute(() -> prepare(lane));
    } else if (lane.wantsAnotherLook(now, LOOK_AGAIN)) {
      lane.gate().lookedAt(now);
      threads.execute(() -> prepare(lane));
    }
  }

  /** Thread: its own. */
  private void prepare(IndexLane lane) {
    try {
      preparer.prepare(lane.index());
      inbox.accept(() -> prepared(lane));
    } catch (IndexRefused e) {
      inbox.accept(() -> notPrepared(lane, e.getMessage()));
    } catch (Exception | Error e) {
      // Whatever it was: a lane that nobody prepares would wait for ever.
      inbox.accept(() -> notPrepared(lane, "can't be looked at: " + e));
    }
  }

  private static void prepared(IndexLane lane) {
    if (lane.gate().state() instanceof LaneState.Preparing) {
      lane.gate().prepared();
    }
  }

  private void notPrepared(IndexLane lane, String reason) {
    lane.gate().waitFor(reason, new LaneState.Unprepared(), nanos.getAsLong());
    changed.accept(lane);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private static Thread daemon(Runnable task) {
    Thread daemon = new Thread(task, "transfer-index");
    daemon.setDaemon(true);
    return daemon;
  }
}
