package tributary.agent.read.content;

import java.util.ArrayDeque;
import java.util.Optional;
import tributary.agent.identify.Mark;

/**
 * Marks of a content's event ends, made of the very bytes that were read, that wait until they are
 * acknowledged. One for each turn at most; when there are too many, every second one goes, so that
 * memory is bounded and a mark is never far behind the acknowledged offset. Thread: reader.
 */
public final class MarkTrail {
  private static final int MOST = 64;

  /** Small at first: most contents rest. */
  private final ArrayDeque<Passed> marks = new ArrayDeque<>(1);

  private Optional<Passed> unwritten = Optional.empty();

  /**
   * An event end.
   *
   * @param mark at it
   * @param skipped bytes of the content before it that were skipped
   */
  public record Passed(Mark mark, long skipped) {}

  public void add(Passed passed) {
    if (!marks.isEmpty() && marks.peekLast().mark().offset() >= passed.mark().offset()) {
      return;
    }
    if (marks.size() == MOST) {
      thin();
    }
    marks.addLast(passed);
  }

  private void thin() {
    Passed[] all = marks.toArray(Passed[]::new);
    marks.clear();
    for (int i = 1; i < all.length; i += 2) {
      marks.addLast(all[i]);
    }
  }

  /** The highest mark at or below an acknowledged offset; it and those before it are gone then. */
  public Optional<Passed> take(long acknowledged) {
    Passed found = null;
    while (!marks.isEmpty() && marks.peekFirst().mark().offset() <= acknowledged) {
      found = marks.pollFirst();
    }
    if (found != null) {
      unwritten = Optional.of(found);
    }
    return Optional.ofNullable(found);
  }

  /** The newest one that was taken, for the journal; it has it from now on. */
  public Optional<Passed> write() {
    Optional<Passed> newest = unwritten;
    unwritten = Optional.empty();
    return newest;
  }

  /** Whether the journal was given all that were taken. */
  public boolean isWritten() {
    return unwritten.isEmpty();
  }

  /** The content went back: what lies beyond is read, and marked, again. */
  public void clear() {
    marks.clear();
  }
}
