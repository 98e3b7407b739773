package tributary.agent.journal;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Appends records and syncs them, many callers in one sync. A caller gets a ticket and goes on;
 * what has to be on disk first waits until {@link #synced()} has reached the ticket. When the disk
 * is full or the folder read-only, the same records are tried again each second, visibly, and
 * nobody's ticket is reached meanwhile.
 *
 * <p>Thread: its own for the files and the state; all others call {@code append}, {@code synced}
 * and {@code problem}.
 */
public final class Journal implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
  private static final long RETRY_SECONDS = 1;

  private final Recovery.JournalFiles files;
  private final JournalWriter journal;
  private final JournalWriter entries;
  private final Recovery recovery;
  private final Runnable onSync;
  private final FirstTimeLog log = new FirstTimeLog(LOG);
  private final Thread thread = new Thread(this::run, "journal");
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();

  @GuardedBy("lock")
  private List<JournalRecord> pending = new ArrayList<>();

  @GuardedBy("lock")
  private long appended;

  @GuardedBy("lock")
  private boolean closing;

  private volatile long synced;
  private volatile Optional<String> problem = Optional.empty();
  private volatile Optional<String> outgrown = Optional.empty();
  private long rewriteAt;

  /**
   * Recovers what is in the folder; nothing is written yet.
   *
   * @param onSync called on the journal's thread when tickets were reached
   */
  public Journal(DataFolder folder, Runnable onSync) {
    this.files = Recovery.JournalFiles.in(folder.path());
    this.journal = new JournalWriter(files.journal(), files.before());
    this.entries = new JournalWriter(files.entries(), folder.file("entries.before"));
    this.recovery = Recovery.of(files);
    this.onSync = onSync;
    recovery.problems().forEach(LOG::warn);
  }

  /** What was recovered; to be read before {@link #start()}. */
  JournalState recovered() {
    return recovery.state();
  }

  /** Changes what was recovered, before {@link #start()}; returns the ticket of its sync. */
  long renew(List<JournalRecord> records) {
    records.forEach(recovery.state()::apply);
    return records.isEmpty() ? 0 : append(records);
  }

  /** What was wrong with the files at the start. */
  public List<String> damage() {
    return recovery.problems();
  }

  /** Begins to write. */
  public void start() {
    thread.start();
  }

  /** Hands over records, to be written in this order; returns the ticket of their sync. */
  public long append(List<JournalRecord> records) {
    lock.lock();
    try {
      pending.addAll(records);
      changed.signalAll();
      return ++appended;
    } finally {
      lock.unlock();
    }
  }

  /** The highest ticket that is on disk, with all before it. */
  public long synced() {
    return synced;
  }

  /** Whether all that was handed over is on disk. */
  public boolean idle() {
    lock.lock();
    try {
      return synced == appended;
    } finally {
      lock.unlock();
    }
  }

  /** Why nothing can be written at present, if so, or why the journal grows. */
  public Optional<String> problem() {
    return problem.or(() -> outgrown);
  }

  private void run() {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  /** Writes what is there, or waits for it; false when all is written, or given up, at the end. */
  private boolean step() {
    List<JournalRecord> batch;
    long ticket;
    lock.lock();
    try {
      while (pending.isEmpty() && !closing) {
        changed.awaitUninterruptibly();
      }
      batch = pending;
      pending = new ArrayList<>();
      ticket = appended;
      if (batch.isEmpty()) {
        return false;
      }
    } finally {
      lock.unlock();
    }
    while (!write(batch)) {
      if (waitToRetry()) {
        return false;
      }
    }
    synced = ticket;
    onSync.run();
    return true;
  }

  private boolean write(List<JournalRecord> batch) {
    try {
      writeEntries(batch);
      if (journal.isOpen()) {
        journal.append(batch);
        batch.forEach(recovery.state()::apply);
      } else {
        open(batch);
      }
      problem = Optional.empty();
      log.clear("write");
    } catch (IOException | RuntimeException e) {
      problem = Optional.of("the journal can't be written: " + e.getMessage());
      log.warn("write", problem.get());
      return false;
    }
    if (journal.length() > rewriteAt) {
      shorten();
    }
    return true;
  }

  /** Where there is no room for a second journal, the first one goes on: it is whole. */
  private void shorten() {
    try {
      rewrite();
      outgrown = Optional.empty();
      log.clear("rewrite");
    } catch (IOException | RuntimeException e) {
      rewriteAt = journal.length() + journal.length() / 4;
      outgrown = Optional.of("the journal can't be rewritten, so it grows: " + e.getMessage());
      log.warn("rewrite", outgrown.get());
    }
  }

  private void open(List<JournalRecord> batch) throws IOException {
    if (recovery.whole().isPresent()) {
      journal.open(recovery.whole().get());
      rewriteAt = Rewrites.next(journal.length());
      journal.append(batch);
      batch.forEach(recovery.state()::apply);
    } else {
      batch.forEach(recovery.state()::apply);
      rewrite();
    }
  }

  private void rewrite() throws IOException {
    journal.rewrite(recovery.state().records());
    rewriteAt = Rewrites.next(journal.length());
  }

  /** The entries first: a journal without them is then known to be cut. */
  private void writeEntries(List<JournalRecord> batch) throws IOException {
    List<JournalRecord> added =
        batch.stream().filter(JournalRecord.Entry.class::isInstance).toList();
    if (added.isEmpty()) {
      return;
    }
    List<JournalRecord> all = new ArrayList<>();
    recovery.state().entries().forEach((p, at) -> all.add(new JournalRecord.Entry(p, at)));
    all.addAll(added);
    entries.rewrite(all);
  }

  /** Waits; true if the journal is to end. */
  private boolean waitToRetry() {
    lock.lock();
    try {
      if (!closing) {
        long left = TimeUnit.SECONDS.toNanos(RETRY_SECONDS);
        while (left > 0 && !closing) {
          left = changed.awaitNanos(left);
        }
      }
      return closing;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Writes what was handed over, tries a last time where it failed, and ends. */
  @Override
  public void close() throws IOException {
    lock.lock();
    try {
      closing = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    try {
      if (thread.isAlive()) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    journal.close();
    entries.close();
  }
}
