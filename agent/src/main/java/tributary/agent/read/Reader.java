package tributary.agent.read;

import java.io.IOException;
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
import tributary.agent.read.content.Ledger;
import tributary.agent.read.open.Opener;
import tributary.common.lifecycle.FirstTimeLog;
import tributary.common.lifecycle.Mailbox;

/**
 * The reader's thread: takes what others hand over, gives each open file its turn, looks at those
 * that are at their end, writes down what was acknowledged, and sleeps when there is nothing to do.
 * It owns files, positions and framers; others hand over through {@link #post} and wake it.
 */
public final class Reader implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Reader.class);
  private static final long RETRY_NANOS = 10_000_000;
  private static final long STANDING_NANOS = 1_000_000_000;

  /** How long others wait for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** A file that has not grown for so long is looked at less often. */
  private static final long REST_NANOS = 5_000_000_000L;

  private final ReadSettings settings;
  private final long interval;
  private final Ledger ledger;
  private final ReadCounts counts;
  private final LongSupplier nanos;
  private final ReaderQueue queue = new ReaderQueue();
  private final Desk desk;
  private final Heads heads;
  private final FileTurn turn;
  private final Opener opener;
  private final Arrivals arrivals;
  private final Acknowledgements acknowledgements;
  private final Standing standing;
  private final Losses losses;
  private final Forgetting forgetting;
  private final Held held;
  private final InstantSource clock;
  private final LastAnswer<ReadSnapshot> snapshot;
  private final FirstTimeLog log = new FirstTimeLog(LOG);
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
    this.heads = new Heads(desk);
    this.turn = new FileTurn(settings, ledger, heads, parts.framing(), parts.clock(), nanos);
    var beginnings = new Beginnings(ledger, parts.clock(), parts.random());
    this.opener = new Opener(parts.rules(), parts.clock(), nanos);
    long wait = settings.rotatedWait().toNanos();
    var decision = new Decision(desk, beginnings, nanos, wait);
    var admission = new Admission(desk, opener, decision, this::post);
    var beside = new Beside(desk, opener, admission, this::post);
    long turn = settings.discover().toNanos();
    var room = new Room(desk, settings.maxOpen(), turn, nanos);
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
      try {
        step();
      } catch (RuntimeException e) {
        LOG.error("the reader failed and goes on", e);
        counts.error("reader");
      }
    }
  }

  private void step() {
    takeInbox();
    long now = nanos.getAsLong();
    if (now - nextPoll >= 0) {
      nextPoll = now + settings.poll().toNanos();
      queue.takeIdle().forEach(file -> poll(file, now));
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
      round();
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

  /** Looks at a file at its end: grown, to be closed, or neither. */
  private void poll(TailedFile file, long now) {
    if (file.isClosed()) {
      return;
    }
    long quiet = now - file.grownAt();
    boolean over = file.isRotated() && quiet >= settings.rotatedWait().toNanos();
    try {
      if (file.sized(file.file().size(), now) || file.content().delivery().refusal().isPresent()) {
        queue.add(file);
      } else if (over && file.isDone()) {
        desk.close(file);
      } else if (turn.rests(file, now)) {
        queue.idle(file, quiet >= REST_NANOS);
      } else {
        queue.add(file);
      }
    } catch (IOException | RuntimeException e) {
      failed(file, e);
    }
  }

  private void round() {
    for (int left = queue.round(); left > 0; left--) {
      ReaderQueue.Next next = queue.next();
      if (next != null && !next.file().isClosed()) {
        take(next.file(), next.retry());
      }
    }
  }

  private void take(TailedFile file, boolean retry) {
    try {
      long from = Math.max(0, file.content().position() - ReadSettings.OVERLAP);
      if (!file.file().bytes().approach(from)) {
        queue.after(file, Turn.PROGRESS);
        return;
      }
      Turn result = isOther(file) ? Turn.CHANGED : turn.take(file, retry);
      queue.after(file, result);
      if (result == Turn.CHANGED) {
        changed(file);
      } else if (result == Turn.IDLE) {
        grow(file);
      }
      log.clear(file.content().path());
    } catch (IOException | RuntimeException e) {
      failed(file, e);
    }
  }

  /** What was read of a file that has no full head yet is learnt at once: it may be gone soon. */
  private void grow(TailedFile file) throws IOException {
    if (file.content().position() > file.content().head().length()) {
      var unused = heads.grow(file);
    }
  }

  /**
   * Whether it was cut before any of it was read: then no byte before the position tells. One that
   * has fewer bytes than before was cut too, wherever the position is.
   */
  private static boolean isOther(TailedFile file) throws IOException {
    return file.file().size() < file.size()
        || (file.content().position() == 0 && !file.file().agrees(file.content().head()));
  }

  /** Its bytes are others than those that were read: the next look tells what it is now. */
  private void changed(TailedFile file) {
    desk.close(file);
    desk.cut(file.content());
  }

  /** Whatever it was, the others go on, and a later look opens the file again. */
  private void failed(TailedFile file, Exception e) {
    counts.error("read");
    String path = file.content().path();
    log.warn(path, path + " can't be read, and is opened again: " + e);
    LOG.debug("reading {}", path, e);
    desk.close(file);
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
