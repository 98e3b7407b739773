package tributary.agent.frame;

import tributary.agent.read.Chunk;

/**
 * Long runs of NULs at a line's beginning: a writer without O_APPEND leaves them after
 * copytruncate, and so does power loss. They are passed over, and no event reaches across one.
 * Thread: the reader.
 */
final class Holes {
  /** Fewer NULs than this are text. */
  static final int LEAST = 4096;

  private final Units units;
  private boolean inside;

  Holes(Units units) {
    this.units = units;
  }

  /** Whether the last one went on to the end of the bytes at hand. */
  boolean inside() {
    return inside;
  }

  /** Whether a line that begins here begins with one. */
  boolean begins(byte[] bytes, int at, int to, int phase) {
    return bytes[at] == 0 && end(bytes, at, to, phase) - at >= LEAST;
  }

  /** Passes over one; returns where it ends, or {@code at} if there is none. */
  int pass(Chunk chunk, int at, int phase) {
    if (!inside && !begins(chunk.bytes(), at, chunk.to(), phase)) {
      return at;
    }
    boolean open = Bytes.notNul(chunk.bytes(), at, chunk.to()) == chunk.to();
    inside = open && !chunk.last();
    // The zero bytes before a wide character's low one are no part of a hole.
    return open && chunk.last() ? chunk.to() : end(chunk.bytes(), at, chunk.to(), phase);
  }

  private int end(byte[] bytes, int at, int to, int phase) {
    return Math.max(at, units.previous(Bytes.notNul(bytes, at, to), phase));
  }

  /** The bytes at hand are the last, and there are none. */
  void close() {
    inside = false;
  }
}
