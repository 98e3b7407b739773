package tributary.agent.read;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which open file has its turn when. Busy ones go round, one chunk each. Those at their end are
 * looked at at each poll, those that rest there at every third, and those whose writes the system
 * tells of when it does. Of those that the sender took nothing from, a few ask again now and then,
 * and all of them once it takes something. Thread: reader.
 */
final class ReaderQueue {
  private static final int ASKING = 4;

  /** At each poll one of so many parts of those that rest is looked at. */
  private static final int PARTS = 3;

  private final ArrayDeque<TailedFile> busy = new ArrayDeque<>();
  private List<TailedFile> idle = new ArrayList<>();
  private final ArrayDeque<TailedFile> resting = new ArrayDeque<>();
  private List<TailedFile> waiting = new ArrayList<>();
  private final ArrayDeque<TailedFile> blocked = new ArrayDeque<>();
  private final Still still = new Still();

  /** One whose turn comes soon, and whether it was refused memory the last time. */
  record Next(TailedFile file, boolean retry) {}

  private final ArrayDeque<TailedFile> asking = new ArrayDeque<>();

  void add(TailedFile file) {
    busy.addLast(file);
  }

  /** The next of this round; null if it is over. */
  Next next() {
    TailedFile file = asking.pollFirst();
    if (file != null) {
      return new Next(file, true);
    }
    file = busy.pollFirst();
    return file == null ? null : new Next(file, false);
  }

  int round() {
    return asking.size() + busy.size();
  }

  /** Where a file goes after its turn. */
  void after(TailedFile file, Turn turn) {
    switch (turn) {
      case PROGRESS -> {
        busy.addLast(file);
        busy.addAll(blocked);
        blocked.clear();
      }
      case IDLE -> idle.add(file);
      case WAITING -> waiting.add(file);
      case BLOCKED -> blocked.addLast(file);
      case CHANGED -> {}
    }
  }

  /** Those at their end that are to be looked at now. */
  List<TailedFile> takeIdle() {
    List<TailedFile> taken = idle;
    idle = new ArrayList<>();
    for (int left = (resting.size() + PARTS - 1) / PARTS; left > 0; left--) {
      taken.add(resting.pollFirst());
    }
    return taken;
  }

  /** It is still at its end, and perhaps has been for long. */
  void idle(TailedFile file, boolean rests) {
    if (rests) {
      resting.addLast(file);
    } else {
      idle.add(file);
    }
  }

  /** The system tells of writes in a folder. */
  void told(Path folder) {
    still.told(folder);
  }

  /** It does no longer. */
  void untold(Path folder) {
    idle.addAll(still.untold(folder));
  }

  /** It told of one: the file that nobody looked at until now, if it is one. */
  Optional<TailedFile> written(Path path) {
    return still.written(path);
  }

  /** Whether a file may be left alone until it is written to, and is. */
  boolean leave(TailedFile file) {
    return still.take(file);
  }

  /** A file is to be looked at again, if nobody did; returns whether that was so. */
  boolean stir(TailedFile file) {
    boolean was = still.release(file);
    if (was) {
      idle.add(file);
    }
    return was;
  }

  /** Those that wait for something get a turn to see whether it has come. */
  void retry() {
    busy.addAll(waiting);
    waiting = new ArrayList<>();
    for (int i = 0; i < ASKING && !blocked.isEmpty(); i++) {
      asking.addLast(blocked.pollFirst());
    }
  }

  boolean anyWaits() {
    return !waiting.isEmpty() || !blocked.isEmpty();
  }

  boolean isQuiet() {
    return busy.isEmpty() && asking.isEmpty();
  }
}
