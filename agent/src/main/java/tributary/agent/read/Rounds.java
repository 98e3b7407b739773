package tributary.agent.read;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tributary.common.lifecycle.FirstTimeLog;

/**
 * Gives each open file its turn, and looks at those that are at their end. What fails at one file
 * is that file's alone. Thread: reader.
 */
final class Rounds {
  private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

  /** A file that has not grown for so many polls is looked at less often. */
  private static final int REST = 50;

  /** And for so many not at all, where the system tells of writes. */
  private static final int STILL = 10;

  private final ReaderQueue queue;
  private final Desk desk;
  private final Heads heads;
  private final FileTurn turn;
  private final Waits waits;
  private final FirstTimeLog log = new FirstTimeLog(LOG);

  Rounds(ReaderQueue queue, Desk desk, Heads heads, FileTurn turn, Waits waits) {
    this.queue = queue;
    this.desk = desk;
    this.heads = heads;
    this.turn = turn;
    this.waits = waits;
  }

  /** How long is waited, by which clock. */
  record Waits(ReadSettings settings, LongSupplier nanos) {
    long polls(int count) {
      return count * settings.poll().toNanos();
    }
  }

  /** The system says that a file was written to. */
  void written(Path path) {
    queue.written(path).ifPresent(file -> look(file, waits.nanos().getAsLong()));
  }

  /** Looks at the files that are at their end: grown, to be closed, or neither. */
  void lookAtIdle(long now) {
    queue.takeIdle().forEach(file -> look(file, now));
  }

  private void look(TailedFile file, long now) {
    if (file.isClosed()) {
      return;
    }
    long quiet = now - file.grownAt();
    boolean over = file.isRotated() && quiet >= waits.settings().rotatedWait().toNanos();
    try {
      if (file.sized(file.file().size(), now) || file.content().delivery().refusal().isPresent()) {
        queue.add(file);
      } else if (over && file.isDone()) {
        desk.close(file);
      } else if (turn.rests(file, now)) {
        boolean still = quiet >= waits.polls(STILL) && !file.isRotated() && file.isDone();
        if (!still || !queue.leave(file)) {
          queue.idle(file, quiet >= waits.polls(REST));
        }
      } else {
        queue.add(file);
      }
    } catch (IOException | RuntimeException e) {
      failed(file, e);
    }
  }

  /** One turn for each file that has something to read. */
  void round() {
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
      desk.contents().moves(file.content());
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
    desk.error("read");
    String path = file.content().path();
    log.warn(path, path + " can't be read, and is opened again: " + e);
    LOG.debug("reading {}", path, e);
    desk.close(file);
  }
}
