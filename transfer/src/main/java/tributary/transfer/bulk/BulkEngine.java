package tributary.transfer.bulk;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.Backoff;
import tributary.common.lifecycle.CrashCount;
import tributary.common.lifecycle.FirstTimeLog;
import tributary.transfer.bulk.BulkTransport.Answer;
import tributary.transfer.bulk.BulkTransport.NoReply;
import tributary.transfer.bulk.BulkTransport.Reply;
import tributary.transfer.document.DocumentChunk;

/**
 * Sends documents until each one is settled: gathers what is for one index, keeps a few requests in
 * flight, and tries again for ever what isn't a document's fault.
 *
 * <p>Thread: bulk, which owns all state here. Workers, the HTTP client and the preparing thread
 * hand over tasks and return.
 */
public final class BulkEngine implements DocumentIntake, AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(BulkEngine.class);
  private static final long MOST_WAIT = Duration.ofSeconds(1).toNanos();
  private static final Duration FORGET = Duration.ofMinutes(10);

  private final BulkSettings settings;
  private final BulkTransport transport;
  private final BulkMetrics metrics;
  private final LongSupplier nanos;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Settler settler;
  private final InFlightWindow window;
  private final Outage outage;
  private final FirstTimeLog said = new FirstTimeLog(log);
  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final Map<String, IndexLane> lanes = new LinkedHashMap<>();
  private final Set<ChunkOwner> owners = new HashSet<>();
  private final CrashCount crashes = new CrashCount();
  private final LanePreparation preparation;
  private final Thread thread = new Thread(this::run, "transfer-bulk");
  private int inFlight;
  private boolean flushing;
  private boolean ended;
  private volatile BulkStatus status = new BulkStatus(false, "", 0, 0, new TreeMap<>());

  /**
   * @param nanos as {@link System#nanoTime}
   * @param clock for the day and for latencies
   */
  public BulkEngine(
      BulkSettings settings,
      BulkTransport transport,
      IndexPreparer preparer,
      BulkMetrics metrics,
      LongSupplier nanos,
      InstantSource clock) {
    this.settings = settings;
    this.transport = transport;
    this.metrics = metrics;
    this.nanos = nanos;
    this.settler = new Settler(metrics, nanos, clock);
    this.window = new InFlightWindow(settings.inFlight());
    this.outage = new Outage(new Backoff(settings.retryFirst(), settings.retryMax(), random));
    this.preparation = new LanePreparation(preparer, inbox::add, this::tell, nanos);
    thread.setDaemon(true);
  }

  public void start() {
    thread.start();
  }

  @Override
  public void add(DocumentChunk chunk, ChunkOwner owner) {
    inbox.add(
        () -> {
          owners.add(owner);
          lanes
              .computeIfAbsent(chunk.index().name(), name -> lane(chunk))
              .add(Slice.whole(chunk, owner), nanos.getAsLong());
        });
  }

  @Override
  public void dropClosed() {
    inbox.add(
        () -> {
          owners.removeIf(ChunkOwner::isClosed);
          lanes.values().forEach(IndexLane::dropClosed);
        });
  }

  /** From now on nothing lingers. Any thread. */
  public void flush() {
    inbox.add(() -> flushing = true);
  }

  /** How long the lines of each topic took in the last minutes. Any thread. */
  public SortedMap<String, Latency> latencies() {
    return metrics.searchable().recent();
  }

  /** How it stands. Any thread. */
  public BulkStatus status() {
    return status;
  }

  /** How often a step of it threw, in words; empty if none ever did. Any thread. */
  public String crashes() {
    return crashes.text();
  }

  @Override
  public Optional<String> waiting(String base) {
    return status.waiting(base);
  }

  private IndexLane lane(DocumentChunk chunk) {
    return new IndexLane(chunk.index(), settings, random, nanos.getAsLong());
  }

  private void run() {
    List<Runnable> tasks = new ArrayList<>();
    while (!ended) {
      try {
        Runnable first = inbox.poll(untilDue(nanos.getAsLong()), TimeUnit.NANOSECONDS);
        if (first != null) {
          tasks.add(first);
          inbox.drainTo(tasks);
        }
        tasks.forEach(this::attempt);
        tasks.clear();
        attempt(this::pump);
        status = snapshot();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private void attempt(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | Error e) {
      crashed(e);
    }
  }

  /**
   * Whatever fails in one task must not end the thread that all need, and nobody knows which
   * documents it has left behind. So all is dropped, and each owner begins again from what is
   * settled: what is in flight comes twice then, with the same ids.
   */
  private void crashed(Throwable e) {
    metrics.retried("internal error", 1);
    crashes.add(e);
    log.error("bulk: a step threw, all partitions begin again from what is settled", e);
    if (e instanceof Error error && !CrashCount.isSurvivable(e)) {
      throw error;
    }
    lanes.clear();
    owners.forEach(owner -> owner.failed(e));
    owners.clear();
  }

  private long untilDue(long now) {
    boolean full = inFlight >= outage.limit(window.size(), now);
    long wait = outage.untilDue(now, MOST_WAIT);
    if (!full) {
      for (IndexLane lane : lanes.values()) {
        wait = lane.untilDue(now, wait);
      }
    }
    return Math.max(wait, TimeUnit.MILLISECONDS.toNanos(1));
  }

  /** Sends what may go, one request of each index in turn. */
  private void pump() {
    long now = nanos.getAsLong();
    lanes.values().removeIf(lane -> lane.isUnused(now, FORGET));
    if (outage.reason().isEmpty() || outage.limit(1, now) > 0) {
      lanes.values().forEach(lane -> preparation.prepareIfWanted(lane, now));
    }
    boolean sent = true;
    while (sent) {
      sent = false;
      for (IndexLane lane : List.copyOf(lanes.values())) {
        if (inFlight >= outage.limit(window.size(), now)) {
          return;
        }
        Optional<BulkRequest> request = lane.next(now, flushing);
        if (request.isPresent()) {
          send(lane, request.get());
          sent = true;
        }
      }
    }
  }

  private void send(IndexLane lane, BulkRequest request) {
    inFlight++;
    // A lane that has just been served goes to the end, so that all have their turn.
    lanes.remove(lane.index().name());
    lanes.put(lane.index().name(), lane);
    long sentAt = nanos.getAsLong();
    Consumer<Answer> done =
        answer -> inbox.add(() -> answered(lane, request, answer, nanos.getAsLong() - sentAt));
    try {
      transport.send(lane.index().name(), request, done);
    } catch (RuntimeException | Error e) {
      // A request that is neither sent nor answered would hold its place in the window for ever.
      done.accept(new NoReply("internal error: " + e));
    }
  }

  private void answered(IndexLane lane, BulkRequest request, Answer answer, long took) {
    inFlight--;
    lane.answered();
    if (answer instanceof Reply reply) {
      outage.over();
      said.clear("Elasticsearch");
      metrics.answered(took);
      window.answered(Duration.ofNanos(took), settled(lane, request, reply));
      tell(lane);
    } else if (answer instanceof NoReply none) {
      lane.resend(request);
      unreachable(none.reason(), request.documents());
    }
  }

  private boolean settled(IndexLane lane, BulkRequest request, Reply reply) {
    try {
      return settler.settle(lane, request, reply);
    } catch (RuntimeException | Error e) {
      crashes.add(e);
      log.error("bulk: an answer could not be settled, its documents are sent again", e);
      if (!CrashCount.isSurvivable(e)) {
        throw e;
      }
      // Better twice than never: settling the same document again does no harm.
      lane.resend(request);
      lane.gate().waitFor("internal error: " + e, new LaneState.Probing(), nanos.getAsLong());
      return true;
    }
  }

  private void unreachable(String reason, int documents) {
    metrics.retried("unreachable", documents);
    outage.failed(reason, nanos.getAsLong());
    said.warn("Elasticsearch", "can't be reached, is tried again: " + reason);
  }

  private void tell(IndexLane lane) {
    if (lane.reason().isEmpty()) {
      said.clear("index " + lane.index().name());
    } else {
      said.warn("index " + lane.index().name(), "waits, is tried again: " + lane.reason());
    }
  }

  private BulkStatus snapshot() {
    TreeMap<String, String> waiting = new TreeMap<>();
    for (IndexLane lane : lanes.values()) {
      if (!lane.reason().isEmpty()) {
        waiting.put(lane.index().name(), lane.reason());
      }
    }
    return new BulkStatus(
        outage.reason().isEmpty(), outage.reason(), window.size(), inFlight, waiting);
  }

  /** Ends the thread; what is not settled stays unsettled. */
  @Override
  public void close() {
    inbox.add(() -> ended = true);
    preparation.close();
    try {
      thread.join(TimeUnit.SECONDS.toMillis(5));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
