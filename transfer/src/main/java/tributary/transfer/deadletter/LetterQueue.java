package tributary.transfer.deadletter;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import tributary.common.lifecycle.Backoff;

/**
 * The letters for one topic. While the topic takes none, one of them is tried again after each
 * wait, and the others stay behind it, so that they don't hold up those for other topics.
 *
 * <p>Thread: deadletter.
 */
final class LetterQueue {

  private final Backoff backoff;
  private final Deque<Letter> waiting = new ArrayDeque<>();
  private boolean blocked;
  private boolean scheduled;

  LetterQueue(Backoff backoff) {
    this.backoff = backoff;
  }

  /** Whether it may be sent now; otherwise it waits here. */
  boolean admits(Letter letter) {
    if (blocked) {
      waiting.add(letter);
    }
    return !blocked;
  }

  /**
   * It was not stored, and waits here.
   *
   * @return when to ask for the {@link #next}; empty if somebody does already
   */
  Optional<Duration> failed(Letter letter) {
    waiting.addFirst(letter);
    blocked = true;
    if (scheduled) {
      return Optional.empty();
    }
    scheduled = true;
    return Optional.of(backoff.next());
  }

  /** The one to try again. */
  Optional<Letter> next() {
    scheduled = false;
    return Optional.ofNullable(waiting.poll());
  }

  /** One was stored: those that waited, which may go now. */
  List<Letter> stored() {
    blocked = false;
    backoff.reset();
    List<Letter> free = List.copyOf(waiting);
    waiting.clear();
    return free;
  }
}
