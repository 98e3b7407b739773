package tributary.agent.frame;

import tributary.agent.read.Chunk;

/**
 * Finds where an event ends, as far as the bytes at hand say. What it finds follows from the bytes
 * and the settings alone; with fewer bytes it finds less, and nothing else. Thread: the reader.
 */
interface Extent {

  /** Looks at the event, or the rest of one, that begins at an index; the answers are of it. */
  void look(Chunk chunk, int at, int phase);

  /** Whether its end is known. */
  boolean ended();

  /** Index after it and its line end, if it has ended. */
  int end();

  /**
   * Index up to which the bytes surely belong to it: if it has ended, where its text ends, without
   * the line end.
   */
  int known();

  /** Whether all bytes up to {@link #known} are surely ASCII. */
  boolean ascii();

  /** Index at which a time-out would end it; -1 if none can. */
  int mayEnd();

  /** Its bytes up to an index were sent; {@code last} if those were the last. */
  void taken(Chunk chunk, int from, int to, boolean last);

  /** Bytes of which a chunk must hold as many, if there are, for the framer to go on. */
  int need();
}
