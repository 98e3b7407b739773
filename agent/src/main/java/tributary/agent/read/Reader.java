package tributary.agent.read;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.agent.discover.Scan;
import tributary.agent.discover.WriteListener;
import tributary.agent.read.content.Ledger;
import tributary.agent.read.open.Opener;
import tributary.common.lifecycle.Mailbox;

/**
 * The reader's thread: takes what others hand over, gives each open file its turn, looks at those
 * that are at their end, writes down what was acknowledged, and sleeps when there is nothing to do.
 * It owns files, positions and framers; others hand over through {@link #post} and wake it.
 */
public final class Reader implements WriteListener, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
  private static final long RETRY_NANOS = 10_000_000;
  private static final long STANDING_NANOS = 1_000_000_000;

  /** How long others wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final ReadSettings settings;
  private final long interval;
  private final Ledger ledger;
  private final ReadCounts counts;
  private final LongSupplier nanos;
  private final ReaderQueue queue = new ReaderQueue();
  private final Desk desk;
  private final Rounds rounds;
  private final Opener opener;
  private final Arrivals arrivals;
  private final Acknowledgements acknowledgements;
  private final Standing standing;
  private final Losses losses;
  private final Forgetting forgetting;
  private final Held held;
  private final InstantSource clock;
  private final LastAnswer<ReadSnapshot> snapshot;
  private final Thread thread = new Thread(this::run, "read");
  private final Mailbox mailbox = new Mailbox();
  private volatile boolean intake = true;
  private long nextPoll;
  private long nextWrite;
  private long nextRetry;
  private long nextStanding;

  /** Joins the reader's parts; {@link ReaderParts} says what it needs. */
  public Reader(ReaderParts parts) {
    this.settings = parts.settings();
    this.interval = parts.journalInterval().toNanos();
    this.ledger = parts.ledger();
    this.counts = parts.counts();
    this.nanos = parts.nanos();
    var time = new Desk.ReaderClock(parts.clock(), nanos, this::wake);
    this.desk = new Desk(ledger, queue, counts, time);
    var heads = new Heads(desk);
    var turn = new FileTurn(settings, ledger, heads, parts.framing(), parts.clock(), nanos);
    var beginnings = new Beginnings(ledger, parts.clock(), parts.random());
    this.opener = new Opener(parts.rules(), parts.clock(), nanos);
    long wait = settings.rotatedWait().toNanos();
    this.rounds = new Rounds(queue, desk, heads, turn, new Rounds.Waits(settings, nanos));
    var decision = new Decision(desk, beginnings, nanos, wait);
    var admission = new Admission(desk, opener, decision, this::post);
    var beside = new Beside(desk, opener, admission, this::post);
    var room = new Room(desk, settings.maxOpen(), settings.discover().toNanos(), nanos);
    this.arrivals = new Arrivals(desk, room, admission, beside);
    this.acknowledgements = new Acknowledgements(desk);
    this.losses = new Losses(desk, counts, nanos, wait);
    desk.losses(losses);
    this.forgetting = new Forgetting(desk, parts.keep(), nanos);
    this.held = new Held(desk, losses, settings.maxHeld());
    this.standing = new Standing(desk, counts, nanos);
    this.clock = parts.clock();
    this.snapshot = new LastAnswer<>(this::post, this::look, PATIENCE);
  }

  /** Begins to read. */
  public void start() {
    thread.start();
  }

  /** Hands over what a look found. Any thread. */
  public void scanned(Scan scan) {
    post(() -> arrivals.onScan(scan));
  }

  @Override
  public void told(Path folder) {
    post(() -> queue.told(folder));
  }

  @Override
  public void untold(Path folder) {
    post(() -> queue.untold(folder));
  }

  @Override
  public void written(Path file) {
    post(() -> rounds.written(file));
  }

  /** Something that the reader may wait for has happened. Any thread. */
  public void wake() {
    mailbox.wake();
  }

  private void post(Runnable task) {
    mailbox.post(task);
  }

  /** Where all known contents stand, and what is wrong with files. Any thread. */
  public ReadSnapshot snapshot() {
    return snapshot.get();
  }

  private ReadSnapshot look() {
    List<String> problems = new ArrayList<>(arrivals.problems());
    problems.addAll(standing.warnings());
    return new ReadSnapshot(standing.list(), problems, clock.instant());
  }

  /**
   * Whether the fate of all that was handed to the sender is known. Any thread; not known while the
   * reader is busy.
   */
  public boolean settled() {
    CompletableFuture<Boolean> answer = new CompletableFuture<>();
    post(() -> answer.complete(acknowledgements.allAcknowledged()));
    return !thread.isAlive()
        || answer.completeOnTimeout(false, PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Nothing more is read; acknowledgements go on to be written. Any thread. */
  public void stopIntake() {
    intake = false;
    wake();
  }

  private void run() {
    while (!mailbox.isClosed()) {
      run(this::step);
    }
  }

  private void step() {
    takeInbox();
    long now = nanos.getAsLong();
    if (now - nextPoll >= 0) {
      nextPoll = now + settings.poll().toNanos();
      rounds.lookAtIdle(now);
      if (intake) {
        arrivals.takeTurns();
      }
    }
    if (now - nextWrite >= 0) {
      nextWrite = now + interval;
      acknowledgements.write(false);
    }
    if (now - nextStanding >= 0) {
      nextStanding = now + STANDING_NANOS;
      standing.count();
      losses.settle();
      held.look();
      forgetting.look();
      opener.check();
    }
    if (now - nextRetry >= 0 && queue.anyWaits()) {
      nextRetry = now + RETRY_NANOS;
      queue.retry();
    }
    if (intake) {
      rounds.round();
    }
    park();
  }

  private void takeInbox() {
    if (mailbox.takeWake()) {
      nextRetry = nanos.getAsLong();
    }
    mailbox.take().forEach(this::run);
  }

  /** Each for itself: what came with one that fails is not lost. */
  private void run(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      LOG.error("the reader failed and goes on", e);
      counts.error("reader");
    }
  }

  private void park() {
    if (intake && !queue.isQuiet()) {
      return;
    }
    long now = nanos.getAsLong();
    long left = Math.min(nextPoll - now, nextWrite - now);
    if (queue.anyWaits()) {
      left = Math.min(left, nextRetry - now);
    }
    mailbox.await(left);
  }

  /** Ends, and writes down where everything stands. */
  @Override
  public void close() {
    mailbox.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    opener.close();
    acknowledgements.write(true);
    ledger.stopped(acknowledgements.unsettled());
    desk.tracked().byPath().values().forEach(desk::close);
    desk.tracked().held().forEach(desk::close);
  }
}
