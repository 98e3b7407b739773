package tributary.agent.frame;

import tributary.agent.read.Chunk;

/**
 * Finds where an event ends, as far as the bytes at hand say. What it finds follows from the bytes
 * and the settings alone; with fewer bytes it finds less, and nothing else. Thread: the reader.
 */
abstract class Extent {
  private boolean ended;
  private int end;
  private int known;

  /** Looks at the event, or the rest of one, that begins at an index; the answers are of it. */
  abstract void look(Chunk chunk, int at, int phase);

  /** Its text ends at an index, and what follows it begins at another. */
  final void ends(int textEnd, int next) {
    ended = true;
    known = textEnd;
    end = next;
  }

  /** It surely reaches to an index, and may go on. */
  final void reaches(int index) {
    ended = false;
    known = index;
  }

  /** Whether its end is known. */
  final boolean ended() {
    return ended;
  }

  /** Index after it and its line end, if it has ended. */
  final int end() {
    return end;
  }

  /**
   * Index up to which the bytes surely belong to it: if it has ended, where its text ends, without
   * the line end.
   */
  final int known() {
    return known;
  }

  /** Whether all bytes up to {@link #known} are surely ASCII. */
  abstract boolean ascii();

  /** Index at which a time-out would end it; -1 if none can. */
  abstract int mayEnd();

  /** Its bytes up to an index were sent; {@code last} if those were the last. */
  abstract void taken(Chunk chunk, int from, int to, boolean last);

  /** Bytes of which a chunk must hold as many, if there are, for the framer to go on. */
  abstract int need();
}
