package tributary.agent.read;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * How many files may be open at their paths, and which are closed for others: first those that are
 * read to their end, then those that have had their turn. Those that were rotated are not counted,
 * and stay. Thread: reader.
 */
final class Room {
  private final Desk desk;
  private final int most;
  private final long turn;
  private final LongSupplier nanos;

  /** Perhaps at their end, the quietest first; looked for once it is empty. */
  private final ArrayDeque<TailedFile> done = new ArrayDeque<>();

  /**
   * @param most files open at their paths
   * @param turn nanoseconds for which a file stays open at least while others wait
   */
  Room(Desk desk, int most, long turn, LongSupplier nanos) {
    this.desk = desk;
    this.most = most;
    this.turn = turn;
    this.nanos = nanos;
  }

  /** Whether so many more may be opened. */
  boolean isFor(int more) {
    return desk.tracked().countAtPaths() + more <= most;
  }

  /** Makes room for so many, if need be and if files at their end can be closed for them. */
  boolean make(int more) {
    if (!isFor(more) && done.isEmpty()) {
      findDone();
    }
    while (!isFor(more) && !done.isEmpty()) {
      TailedFile file = done.pollFirst();
      if (isAtPath(file) && file.isDone()) {
        desk.close(file);
      }
    }
    return isFor(more);
  }

  private boolean isAtPath(TailedFile file) {
    return !file.isClosed() && !file.isRotated();
  }

  private void findDone() {
    List<TailedFile> found = new ArrayList<>();
    for (TailedFile file : desk.tracked().atPaths()) {
      if (file.isDone()) {
        found.add(file);
      }
    }
    found.sort(Comparator.comparingLong(TailedFile::grownAt));
    done.addAll(found);
  }

  /**
   * Closes files whose turn is over, the longest open first, and says which. One that is within an
   * event, or waits for a time-out to end one, goes on until that is done.
   */
  List<TailedFile> endTurns(int wanted) {
    long now = nanos.getAsLong();
    List<TailedFile> over = new ArrayList<>();
    for (TailedFile file : desk.tracked().atPaths()) {
      if (file.hadTurn(turn, now)) {
        over.add(file);
      }
    }
    over.sort(Comparator.comparingLong(TailedFile::openedAt));
    List<TailedFile> ended = over.subList(0, Math.min(wanted, over.size()));
    ended.forEach(desk::close);
    return ended;
  }
}
